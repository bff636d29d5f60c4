import { expect, it } from "vitest";
import { isLoopback } from "../../../src/config/desk-page.ts";
import { checkDeskNetwork, checkDeskPage } from "../../../src/ops/checks/desk-page.ts";

it("warns of a page that is not served, and of none where the hotel wants none", () => {
  const down = checkDeskPage({ state: "down", text: "Port 8470 on 127.0.0.1 is taken.", address: null });
  expect(down).toMatchObject({ state: "warning", text: expect.stringContaining("8470") });
  expect(down.cure).toContain("desk_page.port");
  expect(checkDeskPage({ state: "up", text: "", address: "http://127.0.0.1:8470" }).text).toBe(
    "http://127.0.0.1:8470",
  );
  expect(checkDeskPage({ state: "off", text: "switched off", address: null }).state).toBe("ok");
});

it("warns of a page that is open to the network without encryption, until the hotel calls it trusted", () => {
  const facts = (host: string, trustedNetwork = false) => ({
    host,
    trustedNetwork,
    loopback: isLoopback(host),
  });
  for (const host of ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
    expect([host, checkDeskNetwork(facts(host)).state]).toEqual([host, "ok"]);
  for (const host of ["0.0.0.0", "::", "192.168.1.20", "reception.lan", "127.0.0.1.evil.example"]) {
    const check = checkDeskNetwork(facts(host));
    expect([host, check.state]).toEqual([host, "warning"]);
    expect(check.cure).toContain("docs/desk.md");
  }
  expect(checkDeskNetwork(facts("192.168.1.20", true)).state).toBe("ok");
});

import { expect, it } from "vitest";
import { sessionCookie, tokenIn } from "../../src/web/cookie.ts";
import { allowedHosts, checkHost, checkOrigin } from "../../src/web/guard.ts";
import { hashPin, isPin, pinFrom } from "../../src/web/pins.ts";
import { shownType } from "../../src/web/shown-file.ts";
import { createTries } from "../../src/web/tries.ts";

const settings = (change: object = {}) => ({ host: "127.0.0.1", names: [], sessionMs: 1, ...change });

function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

it("a page of this machine alone knows no address but its own; one of the network knows addresses and its names", () => {
  const asked = (host: string, change?: object) =>
    passes(() => checkHost({ method: "GET", headers: { host } }, allowedHosts(settings(change))));
  expect(asked("192.168.1.20:8470")).toBe(false);
  const open = { host: "0.0.0.0", names: ["reception.lan"] };
  expect(
    ["192.168.1.20:8470", "[fe80::1]:8470", "reception.lan:8470", "localhost"].map((host) =>
      asked(host, open),
    ),
  ).toEqual([true, true, true, true]);
  expect(
    ["reception.lan.evil.example", "evil.example", "0.0.0.0.evil.example"].map((host) => asked(host, open)),
  ).toEqual([false, false, false]);
  expect(asked("desk.hotel.example", { url: "https://desk.hotel.example" })).toBe(true);
  expect(["", "a b", "evil@127.0.0.1", "127.0.0.1/x"].map((host) => asked(host))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it("behind a proxy the browser's own address counts, with and without the Host it asked for", () => {
  const url = "https://desk.hotel.example";
  const asked = (origin: string, host: string) =>
    passes(() => checkOrigin({ method: "POST", headers: { origin, host, "x-hotelbot-desk": "1" } }, url));
  expect(asked(url, "desk.hotel.example")).toBe(true);
  expect(asked(url, "127.0.0.1:8470")).toBe(true);
  expect(asked("https://evil.example", "127.0.0.1:8470")).toBe(false);
  expect(asked("https://desk.hotel.example.evil.example", "127.0.0.1:8470")).toBe(false);
});

it("over HTTPS the cookie is bound to host and line, and the stronger one is read first", () => {
  expect(sessionCookie("t", 60, true)).toBe(
    "__Host-hotelbot_desk=t; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure",
  );
  expect(tokenIn("a=1; hotelbot_desk=weak; __Host-hotelbot_desk=strong")).toBe("strong");
  expect(tokenIn("hotelbot_desk=t")).toBe("t");
  expect([tokenIn(undefined), tokenIn("hotelbot_desk="), tokenIn("x_hotelbot_desk=t")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it("a PIN is six digits, fits its own hash alone, and nobody's fits nothing", async () => {
  expect([pinFrom("00"), pinFrom("ffffffffffffffff")]).toEqual(["000000", "551615"]);
  const hash = await hashPin("123456");
  expect(await hashPin("123456")).not.toBe(hash);
  expect([await isPin("123456", hash), await isPin("123457", hash), await isPin("", undefined)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("tries wait twice as long each time, a quarter of an hour at most, and are forgotten after a good one", () => {
  const clock = { at: 0, now: () => clock.at, after: () => () => undefined };
  const tries = createTries(clock);
  const waits = (): number => {
    try {
      tries.begin("name:marta", 3);
      return 0;
    } catch (error) {
      const { seconds } = (error as { details: { seconds: number } }).details;
      clock.at += seconds * 1_000;
      tries.begin("name:marta", 3);
      return seconds;
    }
  };
  expect(Array.from({ length: 9 }, waits)).toEqual([0, 0, 0, 30, 60, 120, 240, 480, 900]);
  tries.good("name:marta");
  expect(waits()).toBe(0);
  tries.begin("name:luis", 3);
});

it("only pictures and PDF are shown, whatever they are called", () => {
  const type = (text: string) => shownType(Buffer.from(text, "latin1"));
  expect(type("\xff\xd8\xff\xe0")).toBe("image/jpeg");
  expect(type("%PDF-1.7")).toBe("application/pdf");
  expect(type("RIFF\0\0\0\0WEBPVP8 ")).toBe("image/webp");
  for (const other of ["<svg onload=alert(1)>", "<html>", "", "GIF", " %PDF-"])
    expect([other, type(other)]).toEqual([other, undefined]);
});

import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { sharedHouse } from "../journeys/support/scenario.ts";
import { browser, loggedIn } from "./support/browser.ts";

const house = sharedHouse();

async function address(): Promise<string> {
  return (await house().control.status()).page.address ?? "";
}

const audited = (action: string) =>
  house().rows<{ actor: string; detail: string | null }>(
    "SELECT actor, detail FROM audit WHERE action = ? ORDER BY seq",
    action,
  );

/** As fetch may not: with a Host of one's own choosing. */
async function asked(path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(await address());
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("the door", { timeout: 60_000 }, () => {
  it("shows a stranger the hotel's name and nothing of a guest", async () => {
    const stranger = browser(await address());
    const door = await stranger.get("/api/door", { "accept-language": "fr, pt-BR;q=0.9, en;q=0.8" });
    expect(door.body).toMatchObject({ hotel: { name: "Hotel Miramar" }, language: "pt", person: null });
    for (const path of ["/api/live", "/api/requests", "/api/deposits/1/proofs/0", "/api/nothing"]) {
      const answer = await stranger.get(path);
      expect([path, answer.status, answer.body.error.code]).toEqual([path, 401, "DESK_LOGIN_NEEDED"]);
      expect(answer.body.error.cure).toContain("hotelbot desk");
    }
    const act = await stranger.send("POST", "/api/conversations/1", { act: "take", by: "Marta" });
    expect(act.status).toBe(401);
  });

  it("opens once with a link, in the name it was made for, and shuts at the log-out", async () => {
    const { url } = await house().control.page.link({ by: "Marta" });
    const link = url.split("#link=")[1];
    const first = browser(url);
    const opened = await first.send("POST", "/api/session", { link });
    expect(opened.body).toMatchObject({ person: "Marta" });
    const cookie = opened.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(
      /^hotelbot_desk=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=4\d{4}$/,
    );
    expect((await first.get("/api/requests")).status).toBe(200);
    const second = await browser(url).send("POST", "/api/session", { link });
    expect([second.status, second.body.error.code]).toEqual([401, "DESK_LOGIN_REFUSED"]);
    await first.send("DELETE", "/api/session");
    first.cookie = cookie.split(";")[0];
    expect((await first.get("/api/requests")).status).toBe(401);
    expect(audited("desk.login").at(-1)).toMatchObject({ actor: "Marta" });
    expect(audited("desk.logout").at(-1)).toMatchObject({ actor: "Marta" });
    expect(audited("desk.login_refused").at(-1)).toMatchObject({ actor: "somebody" });
  });

  it("opens with name and PIN, keeps neither, and is shut with the person", async () => {
    const { control } = house();
    const { pin, people } = await control.page.changeStaff({ act: "add", name: "Luis", by: "Eva" });
    expect(pin).toMatch(/^\d{6}$/);
    expect(people.map(({ name }) => name)).toContain("Luis");
    const [stored] = house().rows<{ pin: string }>("SELECT pin FROM desk_person WHERE name = 'Luis'");
    expect(stored?.pin).toMatch(/^scrypt:/);
    const luis = browser(await address());
    expect((await luis.send("POST", "/api/session", { name: "luis", pin })).body.person).toBe("Luis");
    const token = luis.cookie?.split("=")[1] ?? "";
    expect(house().rows("SELECT * FROM desk_session WHERE token_hash = ?", token)).toEqual([]);
    const stream = await luis.listen();
    await stream.next("inbox");
    await control.page.changeStaff({ act: "remove", name: "Luis", by: "Eva" });
    expect((await luis.get("/api/requests")).status).toBe(401);
    stream.close();
    expect(audited("desk.person_remove").at(-1)).toMatchObject({ actor: "Eva" });
  });

  it("makes whoever guesses a PIN wait, and lets a link in all the same", async () => {
    const { control } = house();
    const { pin } = await control.page.changeStaff({ act: "add", name: "Rosa", by: "Eva" });
    const guesser = browser(await address());
    const codes: string[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      const wrong = pin === "000000" ? "111111" : "000000";
      codes.push((await guesser.send("POST", "/api/session", { name: "Rosa", pin: wrong })).body.error.code);
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill("DESK_LOGIN_REFUSED"));
    expect(codes.slice(5)).toEqual(["DESK_LOGIN_SLOW", "DESK_LOGIN_SLOW"]);
    expect((await guesser.send("POST", "/api/session", { name: "Rosa", pin })).status).toBe(429);
    expect((await loggedIn(control, "Rosa")).cookie).toMatch(/^hotelbot_desk=/);
    expect(audited("desk.login_refused").at(-1)).toMatchObject({ actor: "Rosa" });
  });
});

describe("what another page makes a browser ask", { timeout: 60_000 }, () => {
  it("is refused under any name but the page's own", async () => {
    for (const host of ["evil.example", "evil.example:8470", "localhost.evil.example", "10.0.0.1"])
      expect([host, await asked("/api/door", { host })]).toEqual([host, 403]);
    for (const host of ["localhost", "127.0.0.1:1", "LOCALHOST:8470", "[::1]:8470"])
      expect([host, await asked("/api/door", { host })]).toEqual([host, 200]);
  });

  it("changes nothing, with the right cookie too", async () => {
    const marta = await loggedIn(house().control, "Marta");
    const { origin } = marta;
    const header = { "x-hotelbot-desk": "1" };
    const tries: Record<string, string>[] = [
      {},
      header,
      { origin },
      { origin: "http://evil.example", ...header },
      { origin: "null", ...header },
      { origin, ...header, "sec-fetch-site": "cross-site" },
      { origin: origin.replace("127.0.0.1", "localhost"), ...header },
    ];
    for (const headers of tries) {
      const answer = await marta.send("POST", "/api/held", { act: "drop", ids: "all" }, headers);
      expect([headers, answer.status, answer.body.error.code]).toEqual([headers, 403, "DESK_FOREIGN"]);
    }
    expect((await marta.get("/api/requests", { "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await marta.send("POST", "/api/held", { act: "drop", ids: "all" })).status).toBe(200);
  });

  it("finds every answer locked against frames, scripts, sniffing and caches", async () => {
    const stranger = browser(await address());
    for (const path of ["/", "/api/door", "/nothing"]) {
      const { headers } = await stranger.get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cache-control")).toMatch(/^no-(store|cache)$/);
    }
    const page = await stranger.get("/");
    expect(page.status).toBe(200);
    const etag = page.headers.get("etag") ?? "";
    expect((await stranger.get("/", { "if-none-match": etag })).status).toBe(304);
    expect((await stranger.get("/../../package.json")).status).toBe(404);
    expect((await stranger.get("/%2e%2e%2f%2e%2e%2fpackage.json")).status).toBe(404);
  });
});

import { describe, expect, it, onTestFinished } from "vitest";
import { DIALOGUES } from "../journeys/support/dialogues.ts";
import { ownHouse } from "../journeys/support/house.ts";
import { sharedHouse } from "../journeys/support/scenario.ts";
import { confirm, visitor } from "../journeys/support/visitor.ts";
import { browser, loggedIn } from "./support/browser.ts";

const house = sharedHouse();

describe("a calendar that is given out", { timeout: 60_000 }, () => {
  it("shows a channel the taken nights and no guest, under any name, until it is taken back", async () => {
    const { control, rows } = house();
    const add = {
      act: "add",
      by: "Eva",
      roomType: "double",
      arrival: "2027-05-10",
      departure: "2027-05-12",
    } as const;
    const party = {
      adults: 2,
      children: 0,
      rooms: 1,
      name: "Ana Secreta",
      email: "ana@example.com",
      phone: "",
    };
    await control.house.changeBooking({
      ...add,
      ...party,
      channel: "desk",
      room: "101",
      nonRefundable: false,
      anyway: false,
    });
    const { feeds } = await control.page.changeFeeds({ act: "share", by: "Eva", room: "101" });
    const [feed] = feeds;
    expect(feed?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/calendar\/[0-9a-f]{48}\.ics$/);
    const url = new URL(feed?.url ?? "");
    const channel = browser(url.origin);
    const answer = await channel.get(url.pathname, { "sec-fetch-site": "cross-site" });
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.body).toContain("DTSTART;VALUE=DATE:20270510");
    expect(answer.body).not.toMatch(/Ana|Secreta|example\.com/);
    const wrong = await channel.get(url.pathname.replace(/[0-9a-f]{4}\.ics/, "0000.ics"));
    expect(wrong.status).toBe(404);
    expect((await channel.send("POST", url.pathname, {})).status).toBe(404);
    await control.page.changeFeeds({ act: "unshare", by: "Eva", id: feed?.id ?? 0 });
    expect((await channel.get(url.pathname)).status).toBe(404);
    const audited = rows<{ actor: string; detail: string | null }>(
      "SELECT actor, detail FROM audit WHERE action LIKE 'calendar.%share' ORDER BY seq",
    );
    expect(audited).toEqual([
      { actor: "Eva", detail: '{"room":"101"}' },
      { actor: "Eva", detail: null },
    ]);
  });

  it("answers an error, never an empty calendar, for a room that is not sold any more", async () => {
    const { control } = house();
    await control.house.changeRooms({ act: "add", by: "Eva", number: "990", roomType: "double" });
    const { feeds } = await control.page.changeFeeds({ act: "share", by: "Eva", room: "990" });
    const url = new URL(feeds.find(({ room }) => room === "990")?.url ?? "");
    expect((await browser(url.origin).get(url.pathname)).status).toBe(200);
    await control.house.changeRooms({ act: "retire", by: "Eva", number: "990" });
    expect((await browser(url.origin).get(url.pathname)).status).toBeGreaterThanOrEqual(400);
    const none = control.page.changeFeeds({ act: "share", by: "Eva", room: "no such room" });
    await expect(none).rejects.toMatchObject({ code: "PMS_INVALID" });
  });
});

describe("a proof of payment", { timeout: 60_000 }, () => {
  it("is shown to staff as the picture it is, locked in, and approved by name", async () => {
    const own = await ownHouse({
      yaml: (text) =>
        `${text.replace("deposit_percent: 0", "deposit_percent: 30")}\ndeposit: { holder: Hotel Miramar SL, account: ES91 2100 0418 4502 0005 1332 }\n`,
    });
    const said = DIALOGUES.es;
    const guest = visitor(own, "+34600555001", said.name);
    const [first] = await guest.say(said.everything);
    await confirm(guest, first);
    const png = Buffer.concat([
      Buffer.from("89504e470d0a1a0a", "hex"),
      Buffer.from("<script>alert(1)</script>"),
    ]);
    await guest.answered(guest.guest.image(png, undefined, "image/png"));
    const desk = await loggedIn(own.control, "Marta");
    const stream = await desk.listen();
    onTestFinished(() => stream.close());
    // The picture is fetched beside the turn.
    const { data } = await stream.next("deposits", ({ deposits }) => deposits[0]?.proofs[0]);
    const { deposits } = data;
    expect(deposits).toMatchObject([{ state: "proof_received", amount: { minor: 5_340, currency: "EUR" } }]);
    const path = `/api/deposits/${deposits[0].id}/proofs/0`;
    const shown = await desk.get(path);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(shown.headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*sandbox$/);
    expect(shown.headers.get("content-disposition")).toMatch(/^inline; /);
    expect((await desk.get(`/api/deposits/${deposits[0].id}/proofs/1`)).status).toBe(404);
    const told = guest.guest.waitFor();
    const done = await desk.send("POST", `/api/deposits/${deposits[0].id}`, { act: "approve", by: "Eve" });
    expect(done.body).toMatchObject({
      deposit: { state: "approved", decidedBy: "Marta" },
      guest: { told: true },
    });
    await told;
  });
});

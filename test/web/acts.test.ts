import { describe, expect, it, onTestFinished } from "vitest";
import { LINES } from "../journeys/support/lines.ts";
import { sharedHouse } from "../journeys/support/scenario.ts";
import { type Visitor, visitor } from "../journeys/support/visitor.ts";
import { type Browser, loggedIn, type Stream } from "./support/browser.ts";

const house = sharedHouse();
const said = LINES.es;
let phones = 100;

const newcomer = (name: string): Visitor => visitor(house(), `+3461234${phones++}`, name);
const lastAudit = () =>
  house().rows<{ actor: string; action: string; subject: string }>(
    "SELECT actor, action, subject FROM audit ORDER BY seq DESC LIMIT 1",
  )[0];

async function watching(by = "Marta", query = ""): Promise<{ desk: Browser; stream: Stream }> {
  const desk = await loggedIn(house().control, by);
  const stream = await desk.listen(query);
  onTestFinished(() => stream.close());
  return { desk, stream };
}

/** The guest's row, once the page is told something that fits of it. */
async function rowOf(stream: Stream, who: string, fits: (row: Row) => boolean = () => true): Promise<Row> {
  let found: Row | undefined;
  await stream.next("inbox", ({ conversations }: { conversations: Row[] }) => {
    found = conversations.find((row) => row.who === who && fits(row));
    return found !== undefined;
  });
  return found as Row;
}

interface Row {
  readonly id: number;
  readonly who: string;
  readonly mode: string;
  readonly waiting: string | null;
  readonly waitingSince: string | null;
  readonly holder: string | null;
  readonly lastText: string;
}

describe("the live page", { timeout: 60_000 }, () => {
  it("tells of a guest's message by itself, and of one who waits, since when and with whom", async () => {
    const { desk, stream } = await watching();
    const ana = newcomer("Ana");
    await ana.say("hola");
    expect(await rowOf(stream, "Ana")).toMatchObject({ mode: "bot", waiting: null, holder: null });
    await ana.say(said.complaint);
    const waiting = await rowOf(stream, "Ana", ({ waiting }) => waiting !== null);
    expect(waiting).toMatchObject({ waiting: "complaint", mode: "person", holder: null });
    expect(Date.parse(waiting.waitingSince ?? "")).toBeGreaterThan(0);
    await desk.send("POST", `/api/conversations/${waiting.id}`, { act: "take", by: "Somebody Else" });
    expect(await rowOf(stream, "Ana", ({ holder }) => holder !== null)).toMatchObject({
      holder: "Marta",
      waiting: null,
      waitingSince: null,
    });
    expect(lastAudit()).toEqual({
      actor: "Marta",
      action: "desk.take",
      subject: `conversation:${waiting.id}`,
    });
  });

  it("lets a person take over, answer, note and give back: hotelbot is silent in between", async () => {
    const { desk, stream: list } = await watching("Luis");
    const bea = newcomer("Bea");
    await bea.say("hola");
    const { id } = await rowOf(list, "Bea");
    const own = await desk.listen(`?conversation=${id}`);
    onTestFinished(() => own.close());
    const act = (body: object) => desk.send("POST", `/api/conversations/${id}`, body);
    expect((await act({ act: "take" })).body.mode).toBe("person");
    await own.next("conversation", ({ mode }) => mode === "person");
    const said = bea.guest.say("¿hay alguien?");
    await said.acknowledged;
    await own.next("conversation", ({ turns }) => turns.at(-1).text === "¿hay alguien?");
    const reply = bea.guest.waitFor();
    await act({ act: "reply", text: "Sí, soy Luis. ¿En qué te ayudo?" });
    // The clerk's is the first thing that reaches the guest: hotelbot said nothing to the question before it.
    expect((await reply).text).toBe("Sí, soy Luis. ¿En qué te ayudo?");
    expect((await act({ act: "note", text: "prefiere planta baja" })).status).toBe(200);
    const { data } = await own.next("conversation", ({ turns }) => turns.at(-1).kind === "note");
    expect(data.turns.at(-1)).toMatchObject({ author: "clerk", by: "Luis", text: "prefiere planta baja" });
    const back = bea.guest.waitFor();
    expect((await act({ act: "release" })).body.mode).toBe("bot");
    await back;
    const actions = house().rows<{ action: string }>(
      "SELECT action FROM audit WHERE actor = 'Luis' AND subject = ? ORDER BY seq",
      `conversation:${id}`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      "desk.take",
      "desk.reply",
      "desk.note",
      "desk.release",
    ]);
  });

  it("gives a probe back as the text it is", async () => {
    const { stream } = await watching();
    const probe = `<img src=x onerror=alert(1)><script>alert("2")</script>\u2028event: logout`;
    await newcomer("Eve").say(`hola ${probe}`);
    expect((await rowOf(stream, "Eve")).lastText).toEqual(expect.any(String));
    const [{ id = 0 } = {}] = house().rows<{ id: number }>(
      "SELECT id FROM conversation WHERE profile_name = 'Eve'",
    );
    const { stream: own } = await watching("Marta", `?conversation=${id}`);
    const { data } = await own.next("conversation");
    expect(data.turns[0].text).toBe(`hola ${probe}`);
  });

  it("has a guest's request taken and done, and tells the guest", async () => {
    const { desk, stream } = await watching();
    const carla = newcomer("Carla");
    await carla.say(said.towels);
    const { data } = await stream.next("requests", ({ requests }) =>
      requests.some(({ who }: Row) => who === "Carla"),
    );
    const { id } = data.requests.find(({ who }: Row) => who === "Carla");
    const taken = await desk.send("POST", `/api/requests/${id}`, { act: "take", by: "Eve" });
    expect(taken.body.request).toMatchObject({ state: "taken", owner: "Marta" });
    const told = carla.guest.waitFor();
    const done = await desk.send("POST", `/api/requests/${id}`, { act: "done" });
    expect(done.body).toMatchObject({ request: { state: "done" }, guest: { told: true } });
    expect((await told).text).toMatch(said.done);
    const again = await desk.send("POST", `/api/requests/${id}`, { act: "done" });
    expect([again.status, again.body.error.code]).toEqual([409, "ALREADY_SETTLED"]);
    await stream.next("requests", ({ requests }) => !requests.some((row: Row) => row.id === id));
    expect((await desk.get("/api/requests?all=true")).body.requests[0]).toMatchObject({
      id,
      owner: "Marta",
    });
  });

  it("shows the house of today, its health and its calls, and refuses what makes no sense", async () => {
    const { desk, stream } = await watching();
    expect((await stream.next("today")).data).toMatchObject({ date: "2027-02-01", rooms: { taken: 0 } });
    expect((await stream.next("status")).data.page).toMatchObject({ state: "up" });
    expect((await stream.next("health")).data.checks.length).toBeGreaterThan(3);
    expect((await stream.next("calls")).data).toMatchObject({ line: { state: "off" }, calls: [] });
    for (const [path, body, status] of [
      ["/api/conversations/999999", { act: "take" }, 404],
      ["/api/conversations/x", { act: "take" }, 400],
      ["/api/conversations/1", { act: "delete" }, 400],
      ["/api/bookings/ABC", { act: "cancel" }, 400],
      ["/api/held", { act: "release", ids: ["none"] }, 404],
    ] as const)
      expect([path, (await desk.send("POST", path, body)).status]).toEqual([path, status]);
  });

  it("catches up after a cut", async () => {
    const { desk, stream } = await watching();
    const { id = "" } = await stream.next("health");
    const dora = newcomer("Dora");
    await dora.say("hola");
    await rowOf(stream, "Dora");
    stream.close();
    await dora.say("¿a qué hora es el desayuno?");
    const back = await desk.listen("", { "last-event-id": id });
    onTestFinished(() => back.close());
    const row = await rowOf(back, "Dora", ({ lastText }) => lastText !== "hola");
    expect(row.mode).toBe("bot");
  });
});

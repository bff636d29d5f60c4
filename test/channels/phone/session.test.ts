import { describe, expect, test } from "vitest";
import { fakeCall, settled } from "./support.ts";

const FOR_PERSON = { mode: "person", reason: "asked", goodbye: false } as const;

async function greeted() {
  const call = await fakeCall();
  await call.session.open(undefined);
  call.spoken.length = 0;
  return call;
}

/** Whatever was being said over the bot turns out to be nothing. */
function nothing(call: Awaited<ReturnType<typeof greeted>>): void {
  call.tell({ kind: "dropped" });
}

describe("putting a caller through", () => {
  test("speaking over the words before it changes nothing: reception is called", async () => {
    const call = await greeted();
    await call.turn({ text: "recepción" });
    call.standing = FOR_PERSON;
    call.cuts.add("Claro, te paso.");
    const said = call.session.reply("Claro, te paso.", "es", true);
    await settled();
    expect(call.transfers).toEqual([]);
    await call.turn({ text: "gracias" });
    await said;
    await settled();
    expect(call.transfers).toEqual(["100"]);
  });

  test("0 puts through whom a person has to answer already, and asks nobody", async () => {
    const call = await greeted();
    call.standing = FOR_PERSON;
    call.press("0");
    await settled();
    expect(call.transfers).toEqual(["100"]);
    expect(call.submitted).toEqual([]);
  });

  test("they hear it ring, and are not asked whether they are still there", async () => {
    const call = await greeted();
    call.standing = FOR_PERSON;
    call.press("0");
    await settled();
    call.tell({ kind: "quiet", times: 1 });
    call.press("1");
    await settled();
    expect(call.spoken).toEqual(["connecting.", "♪"]);
    call.reception.resolve("no_answer");
    await settled();
    expect(call.spoken).toEqual(["connecting.", "♪", "nobody.", "leave_message."]);
  });

  test("a clerk's answer that is read out puts nobody through", async () => {
    const call = await greeted();
    call.standing = { mode: "person", goodbye: false };
    await call.session.reply("La piscina abre a las diez.", "es", false);
    await call.session.reply("Enseguida.", "es", true);
    await settled();
    expect(call.transfers).toEqual([]);
  });
});

describe("leaving a message", () => {
  async function leaving() {
    const call = await greeted();
    call.standing = FOR_PERSON;
    call.reception.resolve("busy");
    call.press("0");
    await settled();
    expect(call.spoken.at(-1)).toBe("leave_message.");
    call.spoken.length = 0;
    return call;
  }

  test("goes on over pauses until nobody has spoken for three seconds", async () => {
    const call = await leaving();
    call.tell({ kind: "lull" });
    await call.turn({ text: "Soy Ana de la 204." });
    expect(call.hungUp()).toBe(false);
    await call.turn({ text: "Llamadme por favor." });
    expect(call.spoken).toEqual([]);
    call.tell({ kind: "lull" });
    await settled();
    expect(call.submitted).toHaveLength(2);
    expect([call.spoken, call.hungUp()]).toEqual([["message_taken."], true]);
  });

  test("ends with #", async () => {
    const call = await leaving();
    await call.turn({ text: "Soy Ana." });
    call.press("#");
    await settled();
    expect([call.spoken, call.hungUp()]).toEqual([["message_taken."], true]);
  });

  test("what could not be kept is not thanked for", async () => {
    const call = await leaving();
    call.submit = () => Promise.reject(new Error("disk full"));
    await call.turn({ text: "Soy Ana de la 204." });
    expect(call.spoken).toEqual(["deaf."]);
    call.tell({ kind: "lull" });
    await settled();
    expect(call.spoken).toEqual(["deaf."]);
  });

  test("who goes on speaking over the thanks is heard", async () => {
    const call = await leaving();
    await call.turn({ text: "Soy Ana." });
    call.cuts.add("message_taken.");
    call.tell({ kind: "lull" });
    await settled();
    expect(call.hungUp()).toBe(false);
    await call.turn({ text: "De la 204." });
    expect(call.submitted).toHaveLength(2);
  });

  test("the last words of who hangs up at once are kept", async () => {
    const call = await leaving();
    const last = call.turn({ text: "Soy Ana de la 204." });
    await call.end("caller_hung_up");
    await last;
    expect(call.submitted).toHaveLength(1);
  });
});

describe("waiting", () => {
  test("a turn that nobody answers is not worked on for ever", async () => {
    const call = await greeted();
    const handled = Promise.withResolvers<void>();
    call.submit = () => handled.promise;
    await call.turn({ text: "gracias" });
    call.tell({ kind: "quiet", times: 1 });
    await settled();
    expect(call.spoken).toEqual(["filler."]);
    handled.resolve();
    await settled();
    call.tell({ kind: "quiet", times: 2 });
    await settled();
    expect(call.spoken).toEqual(["filler.", "still_there."]);
  });

  test("for a clerk who does not answer, a message is offered in the end", async () => {
    const call = await greeted();
    call.standing = { mode: "person", goodbye: false };
    for (let times = 1; times <= 12; times++) {
      call.tell({ kind: "quiet", times });
      await settled();
    }
    expect(call.spoken).toEqual([...Array(6).fill("filler."), "leave_message."]);
    expect(call.hungUp()).toBe(false);
  });

  test("who speaks up at the goodbye is not hung up on", async () => {
    const call = await greeted();
    call.cuts.add("silence_goodbye.");
    for (let times = 1; times <= 3; times++) {
      call.tell({ kind: "quiet", times });
      await settled();
    }
    expect([call.spoken.at(-1), call.hungUp()]).toEqual(["silence_goodbye.", false]);
  });

  test.each(["0", "*"])("who presses %s at the goodbye is not hung up on", async (key) => {
    const call = await greeted();
    call.keysAt.set("silence_goodbye.", key);
    for (let times = 1; times <= 3; times++) {
      call.tell({ kind: "quiet", times });
      await settled();
    }
    expect([call.spoken.includes("silence_goodbye."), call.hungUp()]).toEqual([true, false]);
  });

  test("a turn that cannot be kept is said so, and a person called; without one they may try again", async () => {
    const call = await greeted();
    call.submit = () => Promise.reject(new Error("disk full"));
    await call.turn({ text: "hola" });
    expect(call.spoken).toEqual(["deaf.", "connecting.", "♪"]);
    call.reception.resolve("busy");
    await settled();
    expect(call.spoken.at(-1)).toBe("nobody.");
    call.submit = async () => undefined;
    await call.turn({ text: "hola" });
    expect(call.submitted).toHaveLength(2);
  });
});

describe("speaking over the bot", () => {
  test("a cough costs no sentence: it is said from its beginning", async () => {
    const call = await greeted();
    call.cuts.add("Dos.");
    const said = call.session.reply("Uno. Dos. Tres.", "es", true);
    await settled();
    nothing(call);
    expect(await said).toMatchObject({ whole: true, sentences: 3, text: "Uno. Dos. Tres." });
    expect(call.spoken.filter((line) => line === "Uno.")).toHaveLength(1);
    expect(call.spoken.slice(-2)).toEqual(["Dos.", "Tres."]);
  });

  test("words end it", async () => {
    const call = await greeted();
    call.cuts.add("Uno.");
    const said = call.session.reply("Uno. Dos.", "es", true);
    await settled();
    await call.turn({ text: "para" });
    expect(await said).toMatchObject({ whole: false, sentences: 0 });
  });

  test("a turn that cut off more than a last sentence is told of it", async () => {
    const call = await greeted();
    call.cuts.add("Uno.");
    const said = call.session.reply("Uno. Dos. Tres.", "es", true);
    await settled();
    await call.turn({ text: "sí" });
    await said;
    expect(call.submitted).toMatchObject([{ kind: "speech", interrupted: true }]);
  });

  test("an answer waits while the guest speaks again, though what they said first is known by then", async () => {
    const call = await greeted();
    await call.turn({ text: "hola" });
    call.tell({ kind: "began", over: false });
    call.tell({ kind: "pause", turn: 8 });
    call.tell({ kind: "ended", turn: 8, speechMs: 900, cut: true });
    call.tell({ kind: "began", over: false });
    await settled();
    const said = call.session.reply("Hola.", "es", false);
    await settled();
    expect(call.spoken).toEqual([]);
    nothing(call);
    await said;
    expect(call.spoken).toEqual(["Hola."]);
  });
});

test("a key tells nothing of the language that is spoken", async () => {
  const call = await greeted();
  call.press("1");
  await call.session.reply("Buenas.", "es", true);
  await call.turn({ text: "good morning", language: "en" });
  await call.session.reply("Good morning.", "en", true);
  await call.turn({ text: "bye", language: "en" });
  expect(call.heardIn).toEqual([undefined, "en"]);
});

test("no sound is kept of who has not heard that it is", async () => {
  const interrupted = await fakeCall();
  interrupted.cuts.add("greeting.");
  await interrupted.session.open(undefined);
  await interrupted.turn({ text: "hola" });
  expect(interrupted.kept).toEqual([]);
  const told = await greeted();
  await told.turn({ text: "hola" });
  expect(told.kept).toEqual([1]);
});

test("a number of nine keys needs no # at its end", async () => {
  const call = await greeted();
  call.standing = { mode: "bot", question: "phone", goodbye: false };
  for (const digit of "600111222") call.press(digit);
  expect(call.submitted).toEqual([]);
  expect(call.clock.waiting()).toEqual([3_000]);
  call.clock.fire();
  await settled();
  expect(call.submitted).toEqual([{ kind: "text", text: "600111222" }]);
});

test("an announcement without a voice leaves no line open", async () => {
  const call = await fakeCall({ voice: "broken", direction: "out" });
  await call.session.open(undefined);
  await expect(call.session.announce("Son las siete.", "es")).rejects.toThrow("no voice");
  expect(call.hungUp()).toBe(true);
});

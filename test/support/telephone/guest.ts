import { expect } from "vitest";
import type { ControlClient } from "../../../src/control/client.ts";
import type { GuestVoice, Telephone } from "./baresip.ts";
import type { TelephonedHotel } from "./hotel.ts";

/** A guest who listens before they speak, and says again what was not understood. */
export interface Caller {
  readonly phone: Telephone;
  /** Speaks and hears the answer out, again up to three times until the answer is `wanted`. Answers it. */
  say(text: string, voice: GuestVoice, wanted: RegExp): Promise<string>;
  /** The same with a key. */
  press(key: string, wanted: RegExp): Promise<string>;
  /** What the guest said and heard, as the desk reads it. */
  turns(): Promise<readonly { readonly author: string; readonly text: string }[]>;
  /** Resolves when hotelbot has said something like it, to its end. */
  hears(wanted: RegExp): Promise<string>;
}

/** Longer than the longest turn takes on a busy machine: who hears nothing until then says it again. */
const PATIENCE_MS = 30_000;
const ANSWER_MS = 45_000;
const TIMES = 3;

/** People speak when the other has been silent for so long. */
const PAUSE_MS = 600;

/** True when hotelbot has fallen silent; false when it never did, or hung up. */
async function heardOut(phone: Telephone): Promise<boolean> {
  const silent = () => phone.silentFor() > PAUSE_MS || phone.events.includes("CALL_CLOSED");
  await expect.poll(silent, { timeout: ANSWER_MS, interval: 100 }).toBe(true);
  return !phone.events.includes("CALL_CLOSED");
}

/** Calls the hotel. */
export async function guestCalls(hotel: TelephonedHotel, number: string): Promise<Caller> {
  const phone = await hotel.telephone(number);
  await phone.dial(hotel.uri);
  await expect.poll(() => phone.events.includes("CALL_ESTABLISHED"), { timeout: 10_000 }).toBe(true);
  return talking(hotel.control, phone);
}

function talking(control: ControlClient, phone: Telephone): Caller {
  const conversation = async () => {
    const { conversations } = await control.inbox();
    const found = conversations.find(({ channel }) => channel === "phone");
    return found && (await control.conversation(found.id));
  };
  const turns = async () => (await conversation())?.turns ?? [];
  const count = async (who: "in" | "out") =>
    (await turns()).filter(({ direction }) => direction === who).length;

  /** True when a turn of the guest's has come to the desk's eyes; false when it was not understood as one. */
  async function arrived(before: number): Promise<boolean> {
    const look = async () => (await count("in")) > before;
    return await expect
      .poll(look, { timeout: PATIENCE_MS, interval: 100 })
      .toBe(true)
      .then(
        () => true,
        () => false,
      );
  }

  /** What was said since `before` turns of ours, once all of it was heard. */
  async function answer(before: number): Promise<string> {
    const said = async () => {
      const view = await conversation();
      const ours = (view?.turns ?? []).filter(({ direction }) => direction === "out").slice(before);
      const heard = view?.outbox.every(({ state }) => state === "accepted" || state === "rejected") ?? false;
      return ours.length > 0 && heard ? ours.map(({ text }) => text).join(" ") : "";
    };
    await expect.poll(said, { timeout: ANSWER_MS, interval: 100 }).not.toBe("");
    return await said();
  }

  async function failure(wanted: RegExp, heard: string): Promise<Error> {
    const all = (await turns()).map(({ author, text }) => `${author}: ${text}`).join("\n");
    return new Error(
      `no answer like ${wanted}; the last was «${heard}», ${phone.events.at(-1)}. All of it:\n${all}`,
    );
  }

  async function until(wanted: RegExp, act: () => Promise<void>): Promise<string> {
    let heard = "";
    for (let times = 0; times < TIMES; times++) {
      if (!(await heardOut(phone))) break;
      const [mine, ours] = [await count("in"), await count("out")];
      await act();
      if (!(await arrived(mine))) continue;
      heard = await answer(ours);
      if (wanted.test(heard)) return heard;
    }
    throw await failure(wanted, heard);
  }

  return {
    phone,
    turns,
    say: (text, voice, wanted) => until(wanted, () => phone.say(text, voice)),
    press: (key, wanted) => until(wanted, () => phone.press(key)),
    hears: async (wanted) => {
      const all = async () => (await turns()).map(({ text }) => text).join("\n");
      await expect.poll(all, { timeout: ANSWER_MS, interval: 100 }).toMatch(wanted);
      return await answer(0);
    },
  };
}

import { expect, test } from "vitest";
import {
  createListening,
  FRAME_MS,
  type Listened,
  type Listening,
} from "../../../audio/line/turns/listening.ts";

function feed(listening: Listening, voiced: boolean, ms: number, botFrom?: number): Listened[] {
  const out: Listened[] = [];
  for (let at = 0; at < ms; at += FRAME_MS) {
    out.push(...listening.hear({ voiced, botMs: botFrom === undefined ? undefined : botFrom + at }));
  }
  return out;
}

const kinds = (events: readonly Listened[]): string[] => events.map(({ kind }) => kind);

test("a turn is tried after 100 ms of silence and ends when the patience the text asks for is over", () => {
  const listening = createListening();
  expect(kinds(feed(listening, true, 1_000))).toEqual(["began", "enough"]);
  expect(feed(listening, false, 80)).toEqual([]);
  expect(feed(listening, false, 120)).toEqual([{ kind: "pause", turn: 1 }]);
  expect(listening.patience(1, 500)).toEqual([]);
  expect(feed(listening, false, 280)).toEqual([]);
  expect(feed(listening, false, 20)).toEqual([{ kind: "ended", turn: 1, speechMs: 1_000, cut: false }]);
});

test("the patience asked for after it is over ends the turn at once", () => {
  const listening = createListening();
  feed(listening, true, 1_000);
  feed(listening, false, 700);
  expect(kinds([...listening.patience(1, 500)])).toEqual(["ended"]);
});

test("who goes on speaking is tried anew, and an old patience means nothing", () => {
  const listening = createListening();
  feed(listening, true, 1_000);
  feed(listening, false, 300);
  expect(kinds(feed(listening, true, 300))).toEqual(["resumed"]);
  expect(listening.patience(1, 200)).toEqual([]);
  expect(feed(listening, false, 200)).toEqual([{ kind: "pause", turn: 2 }]);
  expect(kinds(feed(listening, false, 1_000))).toEqual(["ended"]);
});

test("that there is enough to tell the language by is said once a turn, while it goes on", () => {
  const listening = createListening();
  expect(kinds(feed(listening, true, 780))).toEqual(["began"]);
  expect(kinds(feed(listening, true, 20))).toEqual(["enough"]);
  expect(kinds(feed(listening, true, 2_000))).toEqual([]);
  feed(listening, false, 1_200);
  expect(kinds(feed(listening, true, 900))).toEqual(["began", "enough"]);
});

test("without a word about the text a turn ends after 1.2 s", () => {
  const listening = createListening();
  feed(listening, true, 500);
  expect(kinds(feed(listening, false, 1_180))).toEqual(["pause"]);
  expect(kinds(feed(listening, false, 20))).toEqual(["ended"]);
});

test("a click is no turn, and nobody speaks for ever", () => {
  const listening = createListening();
  feed(listening, true, 60);
  expect(kinds(feed(listening, false, 1_200))).toEqual(["pause", "dropped"]);
  const events = feed(createListening(), true, 29_000);
  expect(events.filter(({ kind }) => kind === "ended")).toMatchObject([{ cut: true }]);
});

test("over the bot it takes 200 ms of speech, and its first 300 ms count for nothing", () => {
  const listening = createListening();
  expect(feed(listening, true, 280, 0)).toEqual([]);
  expect(feed(listening, true, 180, 300)).toEqual([]);
  expect(feed(listening, false, 400, 480)).toEqual([]);
  expect(feed(listening, true, 200, 900)).toEqual([{ kind: "began", over: true }]);
});

test("silence is told every seven seconds, and the bot's speech starts it anew", () => {
  const listening = createListening();
  expect(feed(listening, false, 14_000)).toEqual([
    { kind: "lull" },
    { kind: "quiet", times: 1 },
    { kind: "quiet", times: 2 },
  ]);
  feed(listening, false, 1_000, 0);
  expect(feed(listening, false, 6_980)).toEqual([{ kind: "lull" }]);
  expect(feed(listening, false, 20)).toEqual([{ kind: "quiet", times: 1 }]);
});

test("what was being said when the call ends is a turn as it stands", () => {
  const listening = createListening();
  expect(listening.over()).toEqual([]);
  feed(listening, true, 600);
  expect(listening.over()).toEqual([
    { kind: "pause", turn: 1 },
    { kind: "ended", turn: 1, speechMs: 600, cut: false },
  ]);
  expect(listening.over()).toEqual([]);
});

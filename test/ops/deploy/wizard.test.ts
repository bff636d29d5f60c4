import { expect, it } from "vitest";
import { parseHotel } from "../../../src/config/load.ts";
import { isWeakSecret } from "../../../src/config/secrets.ts";
import { type Ask, askHotel } from "../../../src/ops/deploy/wizard.ts";
import { randomIds } from "../../../src/platform/ids.ts";

/** A person who answers in order; «usual» takes what is offered. Each question must be expected. */
function person(answers: readonly (readonly [RegExp, string])[]) {
  const left = [...answers];
  const refused: string[] = [];
  const take = (question: string, usual = ""): string => {
    const [expected, answer] = left.shift() ?? [];
    if (!expected?.test(question)) throw new Error(`«${question}» was asked, not ${expected}`);
    return answer === "usual" ? usual : (answer ?? "");
  };
  const ask: Ask = {
    async text(question, usual, wrong) {
      for (;;) {
        const answer = take(question, usual);
        const why = wrong?.(answer);
        if (why === undefined) return answer;
        refused.push(why);
      }
    },
    secret: (question, wrong) => ask.text(question, undefined, wrong),
    choose: async (question) => take(question).split(","),
    yes: async (question) => take(question) === "yes",
  };
  return { ask, refused, left };
}

const hotel: readonly (readonly [RegExp, string])[] = [
  [/name, as guests/, "Hôtel Estrella"],
  [/short name/, "usual"],
  [/languages/, "Spanish,English"],
  [/clock/, "Madrid"],
  [/clock/, "Europe/Madrid"],
  [/currency/, "usual"],
  [/address/, "Calle Mayor 1: Cádiz"],
  [/phone/, "956123456"],
  [/phone/, "+34956123456"],
  [/e-mail/, "desk@estrella.example"],
  [/Check-in/, "usual"],
  [/Check-out/, "usual"],
  [/desk from/, "usual"],
  [/until/, "usual"],
  [/policy.*Spanish/, "Gratis hasta 48 horas antes."],
  [/policy.*English/, "Free until 48 hours before."],
  [/Tax/, "10"],
  [/Room type 1.*Spanish/, "Doble"],
  [/Room type 1.*English/, "Double"],
  [/short name/, "usual"],
  [/sentence.*Spanish/, "Dos camas."],
  [/sentence.*English/, "Two beds."],
  [/Adults/, "usual"],
  [/Children/, "1"],
  [/room numbers/, "101, 102, 101"],
  [/room numbers/, "101, 007"],
  [/rate/, "89.50"],
  [/Another/, "no"],
];

it("asks until each answer is one, and writes a hotel.yaml that is taken as it stands", async () => {
  const { ask, refused, left } = person([...hotel, [/WhatsApp/, "no"]]);
  const { config, secrets } = await askHotel(ask, randomIds());
  expect(left).toEqual([]);
  expect(refused).toHaveLength(3);
  expect(secrets).toEqual({});
  const parsed = parseHotel(config ?? "", "hotel.yaml");
  expect(parsed.hotel).toMatchObject({ id: "hotel-estrella", name: "Hôtel Estrella", phone: "+34956123456" });
  expect(config).toContain('- "007"');
  expect(parsed.whatsapp).toBeUndefined();
});

it("keeps WhatsApp's secrets out of hotel.yaml and draws those nobody needs to know", async () => {
  const { ask } = person([
    ...hotel,
    [/WhatsApp/, "yes"],
    [/id of the phone/, "123456789012345"],
    [/Business account/, "987654321098765"],
    [/access token/, "short"],
    [/access token/, "EAAGm0PX4ZCpsBAKq81"],
    [/app secret/, "0f1e2d3c4b5a69788796"],
  ]);
  const { config = "", secrets } = await askHotel(ask, randomIds());
  expect(Object.keys(secrets).sort()).toEqual([
    "whatsapp-app-secret",
    "whatsapp-token",
    "whatsapp-verify-token",
  ]);
  for (const value of Object.values(secrets)) {
    expect(config).not.toContain(value);
    expect(isWeakSecret(value)).toBe(false);
  }
  expect(parseHotel(config, "hotel.yaml").whatsapp?.path).toMatch(/^\/webhooks\/whatsapp\/[0-9a-f]{32}$/);
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readRoot } from "../architecture/sources.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hotelbot, jsonLines } from "./support/hotelbot.ts";

it("hotelbot understand answers a sentence, and a line for each line", async () => {
  const one = await hotelbot(["understand", "del 3 al 5 de marzo", "--now", "2026-11-24", "--json"]);
  expect(JSON.parse(one.stdout)).toMatchObject({
    schema: 1,
    language: "es",
    slots: { stay: { arrival: "2027-03-03", departure: "2027-03-05", nights: 2 } },
  });
  const lines = await hotelbot(
    ["understand", "--jsonl"],
    '{"text":"is there a pool?"}\n\n{"text":"3","asked":"party","lang":"en"}\n',
  );
  expect(lines).toMatchObject({ exitCode: 0, stderr: "" });
  expect(jsonLines(lines.stdout)).toEqual([
    expect.objectContaining({ language: "en", commands: [{ command: "answer", intent: "pool" }] }),
    expect.objectContaining({ slots: { adults: 3 } }),
  ]);
  const wrong = await hotelbot(["understand", "--jsonl"], '{"text":"hola"}\nhola\n');
  expect(wrong.exitCode).toBe(3);
  expect(jsonLines(wrong.stdout)).toHaveLength(1);
  expect(wrong.stderr).toContain("line 2: ");
  expect((await hotelbot(["understand"])).exitCode).toBe(3);
});

it("hotelbot knowledge check tells what will be confused, and refuses a question named as a booking", async () => {
  const path = join(await temporaryFolder(), "hotel.yaml");
  const demo = readRoot("src/config/demo-hotel.yaml");
  const write = (entry: string) => writeFile(path, demo.replace("faq:\n", `faq:\n${entry}\n`));
  expect(await hotelbot(["knowledge", "check"])).toMatchObject({ exitCode: 0 });
  await write("  trick: { phrases: { es: [quiero reservar una doble, reservar habitación] } }");
  const found = await hotelbot(["knowledge", "check", "--hotel", path]);
  expect(found.exitCode).toBe(1);
  expect(found.stdout).toMatch(/^trick: fewer than five phrases/m);
  await write("  book: { phrases: { es: [apúntame] } }");
  const refused = await hotelbot(["knowledge", "check", "--hotel", path]);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain("faq.book acts on bookings or people");
  expect((await hotelbot(["knowledge", "suggest", "--state", await temporaryFolder()])).exitCode).toBe(10);
}, 120_000);

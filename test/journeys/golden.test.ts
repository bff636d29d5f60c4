import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import type { ChatTurn } from "../../src/control/contract.ts";
import { choiceLines } from "../../src/ops/views/chat.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { sharedHouse } from "./support/scenario.ts";

const FOLDER = join(import.meta.dirname, "golden");
const scripts = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".script"))
  .map((name) => name.slice(0, -".script".length));
const house = sharedHouse();

/** What differs from run to run: codes of bookings, and the clock. */
function steady(text: string): string {
  const codes = house().rows<{ code: string }>("SELECT code FROM house_booking");
  const named = codes.reduce((all, { code }) => all.replaceAll(code, "ABC234"), text);
  return named.replace(/(?<=(?:hasta las|until|até às) )10:\d\d/g, "10:20");
}

function written({ replies, mode }: ChatTurn): string {
  if (replies.length === 0)
    return mode === "person" ? "        (a person has this conversation)" : "        (nothing)";
  return replies
    .map((reply) => {
      return [reply.text, ...choiceLines(reply)].join("\n").replace(/^/gm, "        ").replace(/^ +$/gm, "");
    })
    .join("\n");
}

describe("long conversations, as hotelbot chat --script holds them", { timeout: 60_000 }, () => {
  it("are ten, of twelve turns at least", () => {
    expect(scripts).toHaveLength(10);
    for (const name of scripts) expect(linesOf(name).length, name).toBeGreaterThanOrEqual(12);
  });

  it.each(scripts)("%s", async (name) => {
    const args = ["chat", "--script", join(FOLDER, `${name}.script`), "--lang", name.slice(0, 2), "--json"];
    const { stdout } = await execa(
      process.execPath,
      [join(packageRoot(), "bin", "run.js"), ...args, "--socket", house().socketPath],
      { stdin: "ignore" },
    );
    const turns = stdout.split("\n").map((line) => JSON.parse(line) as ChatTurn);
    const lines = linesOf(name);
    expect(turns).toHaveLength(lines.length);
    const text = turns.map((turn, at) => `guest   ${lines[at]}\n${written(turn)}\n`).join("\n");
    await expect(steady(text)).toMatchFileSnapshot(join(FOLDER, `${name}.txt`));
  });
});

function linesOf(name: string): string[] {
  return readFileSync(join(FOLDER, `${name}.script`), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
}

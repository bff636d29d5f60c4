import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bashCompletion } from "../../../src/ops/manual/completion.ts";
import { manPage } from "../../../src/ops/manual/man.ts";
import type { Manifest } from "../../../src/ops/manual/manifest.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";

const read = (...path: string[]) => readFileSync(join(packageRoot(), ...path), "utf8");
const manifest = JSON.parse(read("oclif.manifest.json")) as Manifest;

it("the files that ship are up to date: npm run build writes them", () => {
  expect(read("docs", "man", "hotelbot.1")).toBe(manPage(manifest));
  expect(read("docs", "completion", "hotelbot.bash")).toBe(bashCompletion(manifest));
});

/** What bash offers after these words, the last one half typed. */
function offered(...words: string[]): string[] {
  const script = `${bashCompletion(manifest)}
COMP_WORDS=(hotelbot "$@"); COMP_CWORD=$#; COMPREPLY=(); _hotelbot; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", script, "bash", ...words], { encoding: "utf8" })
    .split("\n")
    .filter(Boolean);
}

it.each<[string[], string[]]>([
  [["doc"], ["doctor"]],
  [
    ["secrets", ""],
    ["check", "list", "rotate", "set"],
  ],
  [["secrets", "set", "whatsapp-t"], ["whatsapp-token"]],
  [["backup", "key", "n"], ["new"]],
  [["logs", "--fol"], ["--follow"]],
  [["logs", "--level", "w"], ["warn"]],
  [["doctor", "--f"], ["--fix"]],
])("completes %j to %j", (words, wanted) => {
  expect(offered(...words)).toEqual(wanted);
});

it("offers every first word", () => {
  const first = Object.keys(manifest.commands).map((id) => id.split(":")[0] ?? "");
  expect(new Set(offered(""))).toEqual(new Set([...first, "help"]));
});

it("man shows every command, without a complaint of its typesetter", (context) => {
  const page = manPage(manifest);
  for (const id of Object.keys(manifest.commands)) {
    expect(page).toContain(`.SS hotelbot ${id.replaceAll(":", " ").replaceAll("-", "\\-")}`);
  }
  if (spawnSync("groff", ["--version"]).error) {
    context.annotate("groff is not here: the typesetter's own reading is left out");
    return;
  }
  const set = spawnSync("groff", ["-k", "-man", "-Tutf8", "-ww", "-z"], { input: page, encoding: "utf8" });
  expect([set.status, set.stderr]).toEqual([0, ""]);
});

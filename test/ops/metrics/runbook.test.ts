import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../../src/platform/package-root.ts";

const read = (...path: string[]) => readFileSync(join(packageRoot(), ...path), "utf8");
const operations = read("docs", "operations.md");
const headings = [...operations.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = ""]) => heading);

it("every alert rule leads to a part of the runbook that is there", () => {
  const named = [...read("docs", "monitoring", "alerts.yaml").matchAll(/«([^»]+)»/g)].map(([, part]) => part);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((part) => !headings.includes(part ?? ""))).toEqual([]);
});

it("every symptom leads to a part that is there", () => {
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-");
  const anchors = headings.map(anchor);
  const links = [...operations.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((target) => !anchors.includes(target ?? ""))).toEqual([]);
});

it("every command the runbook names is one", () => {
  const { commands } = JSON.parse(read("oclif.manifest.json")) as { commands: Record<string, unknown> };
  const ids = Object.keys(commands).map((id) => id.replaceAll(":", " "));
  const named = [...operations.matchAll(/`(?:sudo )?hotelbot ((?:[a-z]+ ?)+)/g)].map(([, words = ""]) =>
    words.trim(),
  );
  const unknown = named.filter((words) => !ids.some((id) => words === id || words.startsWith(`${id} `)));
  expect(named.length).toBeGreaterThan(15);
  expect(unknown).toEqual([]);
});

it("Prometheus reads the alert rules", ({ skip }) => {
  const rules = join(packageRoot(), "docs", "monitoring", "alerts.yaml");
  const { error, status, stdout } = spawnSync("promtool", ["check", "rules", rules], { encoding: "utf8" });
  skip(error !== undefined, "promtool is not installed (Debian: prometheus)");
  expect(stdout).toMatch(/SUCCESS: \d+ rules found/);
  expect(status).toBe(0);
});

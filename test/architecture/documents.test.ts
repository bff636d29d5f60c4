import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { allKeys } from "../../src/config/keys.ts";
import {
  ChatTurn,
  ConversationView,
  HealthReport,
  InboxReport,
  MisunderstoodReport,
  StatusReport,
} from "../../src/control/contract.ts";
import { HeldOutcome, HeldReport, KeysReport } from "../../src/control/contract-backup.ts";
import { ArrivalsReport } from "../../src/control/contract-house.ts";
import { FeedsReport, PageLink, StaffReport } from "../../src/control/contract-page.ts";
import { GuestData, GuestErased } from "../../src/control/contract-privacy.ts";
import { ERRORS } from "../../src/errors.ts";
import {
  BackupAnswer,
  ListAnswer,
  NewKeyAnswer,
  PruneAnswer,
  RestoreAnswer,
  VerifyAnswer,
} from "../../src/ops/backup/answers.ts";
import { DrillRecord } from "../../src/ops/backup/records.ts";
import { Heard, KnowledgeReport } from "../../src/ops/understand/answers.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { filesUnder, readRoot } from "./sources.ts";

const json = readRoot("docs/json.md");

/** Rows of the tables under a heading: cells without their backquotes. */
function rowsUnder(text: string, heading: string): string[][] {
  const start = text.indexOf(`${heading}\n`);
  if (start === -1) throw new Error(`no heading «${heading}»`);
  const rest = text.slice(start + heading.length);
  const section = rest.slice(0, /^#{1,3} /m.exec(rest.slice(1))?.index ?? rest.length);
  return [...section.matchAll(/^\| (.+) \|$/gm)]
    .map(([, row = ""]) => row.split(" | ").map((cell) => cell.replaceAll("`", "")))
    .filter(([first = ""]) => !/^(?:-+|code|exit|field)/.test(first) || first.includes("_"));
}

describe("docs/json.md", () => {
  it("lists every error with its exit code, HTTP status and sentence, in the table's order", () => {
    const table = Object.entries(ERRORS).map(([code, entry]) => [
      code,
      String(entry.exit),
      String(entry.http),
      entry.sentence,
    ]);
    expect(rowsUnder(json, "## Errors")).toEqual(table);
  });

  it("explains every exit code an error has", () => {
    const explained = new Set(rowsUnder(json, "## Exit codes").map(([code]) => Number(code)));
    const missing = Object.values(ERRORS).filter(({ exit }) => !explained.has(exit));
    expect(missing).toEqual([]);
  });

  it.each<[string, z.ZodType]>([
    ["status", StatusReport],
    ["health", HealthReport],
    ["chat", ChatTurn],
    ["inbox", InboxReport],
    ["inbox show", ConversationView],
    ["understand", Heard],
    ["knowledge check", KnowledgeReport],
    ["knowledge suggest", MisunderstoodReport],
    ["backup", BackupAnswer],
    ["backup list", ListAnswer],
    ["backup verify", VerifyAnswer],
    ["backup prune", PruneAnswer],
    ["backup drill", DrillRecord],
    ["backup key", KeysReport],
    ["backup key new", NewKeyAnswer],
    ["restore", RestoreAnswer],
    ["outbox", HeldReport],
    ["outbox release", HeldOutcome],
    ["bookings arrivals", ArrivalsReport],
    ["desk", PageLink],
    ["desk staff", StaffReport],
    ["calendar share", FeedsReport],
    ["guest export", GuestData],
    ["guest erase", GuestErased],
  ])("lists every field of hotelbot %s", (command, schema) => {
    const fields = rowsUnder(json, `### hotelbot ${command}`).map(([field]) => field);
    expect(fields).toEqual(allKeys(schema).filter((key) => key !== "schema"));
  });
});

describe("the error table", () => {
  it.each(Object.entries(ERRORS))("%s says what happened and what to do, as whole sentences", (_, entry) => {
    expect(entry.sentence).toMatch(/^(?:[A-Z{]|hotelbot ).*\.$/);
    expect(entry.cure).toMatch(/^[A-Z{].*\.$/);
    expect(entry.exit).toBeGreaterThan(0);
    expect(entry.http).toBeGreaterThanOrEqual(400);
  });
});

it("an error sends people only to documents that are there", () => {
  const named = Object.values(ERRORS).flatMap(({ cure }) => cure.match(/docs\/[\w-]+\.md/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(join(packageRoot(), path)))).toEqual([]);
});

describe("links between documents", () => {
  const documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesUnder("docs", ".md")];

  it.each(documents)("of %s lead somewhere", (path) => {
    const targets = [...readRoot(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target = ""]) =>
      normalize(join(dirname(path), target)),
    );
    expect(targets.filter((target) => !existsSync(join(packageRoot(), target)))).toEqual([]);
  });
});

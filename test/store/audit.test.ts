import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { DATABASE_FILE } from "../../src/store/open.ts";
import { temporaryStore } from "./support/opened.ts";

function withRows(count: number) {
  const opened = temporaryStore();
  const { audit } = opened.store;
  for (let index = 1; index <= count; index += 1) {
    audit.add({
      at: index,
      actor: "clerk",
      action: "take_over",
      subject: `conversation ${index}`,
      detail: { index },
    });
  }
  /** Does to the file what the triggers would not let us do. */
  const tamper = (sql: string): void => {
    const database = new Database(join(opened.folder, DATABASE_FILE));
    database.exec(`DROP TRIGGER IF EXISTS audit_keep; DROP TRIGGER IF EXISTS audit_as_written; ${sql}`);
    database.close();
  };
  return { ...opened, audit, tamper };
}

describe("the audit log", () => {
  it("is whole when empty and after any number of entries, whatever they say", () => {
    const { audit } = withRows(2_100);
    audit.add({ at: 1, actor: "ñ \ud800 '", action: "", subject: "\u0000" });
    audit.add({ at: 2, actor: "bot", action: "booked", subject: "r1", detail: null });
    expect(audit.verify()).toBeUndefined();
    expect(withRows(0).audit.verify()).toBeUndefined();
  });

  it.each([
    ["a changed word", "UPDATE audit SET actor = 'nobody' WHERE seq = 3", 3],
    ["a changed detail", "UPDATE audit SET detail = NULL WHERE seq = 1", 1],
    ["a row taken out", "DELETE FROM audit WHERE seq = 4", 4],
    ["the first row taken out", "DELETE FROM audit WHERE seq = 1", 1],
    ["the last row taken out", "DELETE FROM audit WHERE seq = 5", 5],
    ["everything taken out", "DELETE FROM audit", 1],
    [
      "two rows exchanged",
      "UPDATE audit SET seq = 9 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3",
      2,
    ],
  ])("finds %s", (_, sql, broken) => {
    const { audit, tamper } = withRows(5);
    tamper(sql);
    expect(audit.verify()).toBe(broken);
  });

  it("is not changed or shortened by plain SQL", () => {
    const { folder, audit } = withRows(2);
    const database = new Database(join(folder, DATABASE_FILE));
    expect(() => database.exec("DELETE FROM audit WHERE seq = 2")).toThrow(/never deleted/);
    expect(() => database.exec("UPDATE audit SET actor = 'x'")).toThrow(/never changed/);
    database.close();
    expect(audit.verify()).toBeUndefined();
  });

  it("leaves no gap where a transaction was rolled back", () => {
    const { store, audit } = withRows(1);
    const failing = (): void =>
      store.transaction(() => {
        audit.add({ at: 2, actor: "bot", action: "lost", subject: "x" });
        throw new Error("changed my mind");
      });
    expect(failing).toThrow("changed my mind");
    audit.add({ at: 3, actor: "bot", action: "kept", subject: "y" });
    expect(audit.verify()).toBeUndefined();
  });
});

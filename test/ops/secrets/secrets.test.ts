import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { ERRORS, type ErrorCode, type HotelbotError } from "../../../src/errors.ts";
import { askSecret } from "../../../src/ops/secrets/ask.ts";
import { listSecrets } from "../../../src/ops/secrets/listing.ts";
import { beginRotation, cancelRotation, finishRotation, setSecret } from "../../../src/ops/secrets/write.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const OLD = "4f9a1c7be02d5538a6c1f0e97b3d2a44";
const NEW = "b7719e3c0da84f52916a0cc35e8827f1";
const NAME = "whatsapp-app-secret";

async function code(work: Promise<unknown>): Promise<ErrorCode | undefined> {
  const thrown = await work.then(
    () => undefined,
    (error: HotelbotError) => error,
  );
  expect(thrown === undefined || thrown.code in ERRORS).toBe(true);
  return thrown?.code;
}

describe("setting", () => {
  it("writes one private file that hotelbot reads, in a private folder", async () => {
    const state = await temporaryFolder();
    await setSecret(state, NAME, OLD);
    expect(loadSecrets(state, undefined).get(NAME)).toBe(OLD);
    expect(statSync(join(state, "secrets")).mode & 0o777).toBe(0o700);
    expect(statSync(join(state, "secrets", NAME)).mode & 0o777).toBe(0o600);
    await setSecret(state, NAME, NEW);
    expect(readdirSync(join(state, "secrets"))).toEqual([NAME]);
  });

  it("refuses an example or a short one, and keeps what was there", async () => {
    const state = await temporaryFolder();
    await setSecret(state, NAME, OLD);
    expect(await code(setSecret(state, NAME, "changeme-changeme-now"))).toBe("SECRET_WEAK");
    expect(await code(setSecret(state, NAME, "f00ba4"))).toBe("SECRET_WEAK");
    expect(readFileSync(join(state, "secrets", NAME), "utf8")).toBe(`${OLD}\n`);
  });

  it("takes a mail server's shorter password, for that one alone", async () => {
    const state = await temporaryFolder();
    await setSecret(state, "alert-smtp-password", "hx7-Qp2!k");
    expect(loadSecrets(state, undefined).get("alert-smtp-password")).toBe("hx7-Qp2!k");
    expect(await code(setSecret(state, "whatsapp-token", "hx7-Qp2!k"))).toBe("SECRET_WEAK");
  });
});

describe("rotating", () => {
  it("accepts both values until it is finished, the new one alone after", async () => {
    const state = await temporaryFolder();
    await setSecret(state, NAME, OLD);
    await beginRotation(state, NAME, NEW);
    expect(loadSecrets(state, undefined).all(NAME)).toEqual([OLD, NEW]);
    expect(statSync(join(state, "secrets", `${NAME}.next`)).mode & 0o777).toBe(0o600);
    await finishRotation(state, NAME);
    expect(loadSecrets(state, undefined).all(NAME)).toEqual([NEW]);
  });

  it("can be called off", async () => {
    const state = await temporaryFolder();
    await setSecret(state, NAME, OLD);
    await beginRotation(state, NAME, NEW);
    await cancelRotation(state, NAME);
    expect(loadSecrets(state, undefined).all(NAME)).toEqual([OLD]);
  });

  it("needs an old value, a new one that differs, and a secret that overlaps", async () => {
    const state = await temporaryFolder();
    expect(await code(beginRotation(state, NAME, NEW))).toBe("SECRET_MISSING");
    await setSecret(state, NAME, OLD);
    expect(await code(beginRotation(state, NAME, OLD))).toBe("REQUEST_INVALID");
    expect(await code(beginRotation(state, "whatsapp-token", NEW))).toBe("REQUEST_INVALID");
    expect(await code(finishRotation(state, NAME))).toBe("NOT_FOUND");
    expect(await code(cancelRotation(state, NAME))).toBe("NOT_FOUND");
  });
});

describe("listing", () => {
  it("tells where each comes from and what is wrong, and no value", async () => {
    const state = await temporaryFolder();
    const credentials = await temporaryFolder();
    await setSecret(state, NAME, OLD);
    await setSecret(credentials, "whatsapp-token", NEW);
    const places = { stateDir: state, credentials: join(credentials, "secrets") };
    const list = listSecrets({ ...places, needed: [NAME, "whatsapp-verify-token"] });
    const by = Object.fromEntries(list.map((each) => [each.name, each]));
    expect(by[NAME]).toMatchObject({ from: "file", needed: true, replacing: false, problem: null });
    expect(by["whatsapp-token"]).toMatchObject({ from: "credential", needed: false, problem: null });
    expect(by["whatsapp-verify-token"]).toMatchObject({
      from: null,
      changedAt: null,
      problem: expect.stringContaining("is not set"),
    });
    expect(by["pms-key"]).toMatchObject({ from: null, needed: false, problem: null });
    expect(JSON.stringify(list)).not.toMatch(new RegExp(`${OLD}|${NEW}`));
  });
});

describe("asking", () => {
  const output = process.stderr;
  it("takes all of standard input without its line end", async () => {
    expect(
      await askSecret("?", { input: Readable.from([OLD.slice(0, 5), `${OLD.slice(5)}\n`]), output }),
    ).toBe(OLD);
  });

  it.each([
    ["nothing", ""],
    ["two lines", `${OLD}\n${NEW}\n`],
    ["a file by mistake", "x".repeat(20_000)],
  ])("refuses %s", async (_, text) => {
    expect(await code(askSecret("?", { input: Readable.from([text]), output }))).toBe("REQUEST_INVALID");
  });
});

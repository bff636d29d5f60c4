import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isWeakSecret, loadSecrets } from "../../src/config/secrets.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const STRONG = "4f9a1c7be02d5538a6c1f0e97b3d2a44";
const NEWER = "b7719e3c0da84f52916a0cc35e8827f1";

async function stateWith(secrets: Record<string, string>, mode = 0o600): Promise<string> {
  const state = await temporaryFolder();
  await mkdir(join(state, "secrets"));
  for (const [name, value] of Object.entries(secrets)) {
    await writeFile(join(state, "secrets", name), value);
    await chmod(join(state, "secrets", name), mode);
  }
  return state;
}

describe("loadSecrets", () => {
  it("reads the state folder, without the line end an editor adds", async () => {
    const secrets = loadSecrets(await stateWith({ "whatsapp-app-secret": `${STRONG}\n` }), undefined);
    expect(secrets.get("whatsapp-app-secret")).toBe(STRONG);
    expect(secrets.has("whatsapp-app-secret")).toBe(true);
    expect(secrets.has("whatsapp-token")).toBe(false);
  });

  it("prefers a systemd credential, whatever its mode", async () => {
    const state = await stateWith({ "whatsapp-token": STRONG });
    const credentials = await temporaryFolder();
    await writeFile(join(credentials, "whatsapp-token"), NEWER, { mode: 0o440 });
    expect(loadSecrets(state, credentials).get("whatsapp-token")).toBe(NEWER);
    expect(loadSecrets(state, join(credentials, "none")).get("whatsapp-token")).toBe(STRONG);
  });

  it("sees a renewed secret without being loaded again", async () => {
    const state = await stateWith({ "whatsapp-token": STRONG });
    const secrets = loadSecrets(state, undefined);
    expect(secrets.get("whatsapp-token")).toBe(STRONG);
    await writeFile(join(state, "secrets", "whatsapp-token"), NEWER);
    expect(secrets.get("whatsapp-token")).toBe(NEWER);
  });

  it("accepts two values while one is being replaced", async () => {
    const secrets = loadSecrets(
      await stateWith({ "whatsapp-app-secret": STRONG, "whatsapp-app-secret.next": NEWER }),
      undefined,
    );
    expect(secrets.all("whatsapp-app-secret")).toEqual([STRONG, NEWER]);
    expect(secrets.get("whatsapp-app-secret")).toBe(STRONG);
  });

  it("says which secret is missing and where it belongs", async () => {
    const state = await stateWith({ "whatsapp-token": "\n" });
    for (const name of ["whatsapp-app-secret", "whatsapp-token"] as const) {
      expect(() => loadSecrets(state, undefined).get(name)).toThrow(
        expect.objectContaining({
          code: "SECRET_MISSING",
          details: { name, path: join(state, "secrets", name) },
        }),
      );
    }
  });

  it.each([0o640, 0o604, 0o660])("refuses one that others may read (%o)", async (mode) => {
    const state = await stateWith({ "whatsapp-token": STRONG }, mode);
    expect(() => loadSecrets(state, undefined).get("whatsapp-token")).toThrow(
      expect.objectContaining({ code: "SECRET_EXPOSED" }),
    );
  });

  it("refuses a weak one, the next one too", async () => {
    const state = await stateWith({ "whatsapp-token": STRONG, "whatsapp-token.next": "short" });
    expect(() => loadSecrets(state, undefined).all("whatsapp-token")).toThrow(
      expect.objectContaining({
        code: "SECRET_WEAK",
        details: expect.objectContaining({ name: "whatsapp-token.next" }),
      }),
    );
  });
});

describe("isWeakSecret", () => {
  it.each([
    "",
    "0123456789abcde",
    "changeme-changeme-1",
    "your_app_secret_here",
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "1234567890abcdef",
  ])("«%s» is weak", (value) => {
    expect(isWeakSecret(value)).toBe(true);
  });

  it.each([STRONG, "EAAGm0PX4ZCpsBAKZCz7qTfN3", "k3Jf93jfLs0aPq81"])("«%s» is not", (value) => {
    expect(isWeakSecret(value)).toBe(false);
  });
});

import { expect, it, onTestFinished } from "vitest";
import { createGraph } from "../../../src/channels/whatsapp/graph.ts";
import { createSandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import { systemClock } from "../../../src/platform/clock.ts";

const TO = { phone: "34600111222" };

it("a guest who never wrote gets an approved template, and nothing else", async () => {
  const sandbox = createSandbox({ clock: systemClock() });
  const settings = await sandbox.start();
  onTestFinished(() => sandbox.stop());
  const graph = createGraph({
    baseUrl: settings.baseUrl,
    version: "v25.0",
    phoneNumberId: settings.phoneNumberId,
    token: () => settings.token,
  });
  onTestFinished(() => graph.close());
  const template = (name: string, parameters: readonly string[]) =>
    graph.send(TO, { kind: "template", name, code: "es", parameters, text: "…" }, { callbackId: name });
  const sent = await template("stay_reminder", ["Hotel Miramar", "21/03/2027", "MIR7Q1"]);
  expect(sent).toMatchObject({ kind: "accepted" });
  expect(await template("stay_reminder", ["Hotel Miramar"])).toMatchObject({
    kind: "rejected",
    code: 132000,
  });
  expect(await template("nobody_approved_it", [])).toMatchObject({ kind: "rejected", code: 132001 });
});

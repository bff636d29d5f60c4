import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createSandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import { demoHotelPath, parseHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createDaemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { type CollectedSpan, collector } from "../ops/tracing/collector.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PATH = "/webhooks/whatsapp/observed-0123456789";

/** The demo hotel's daemon with a sandbox, `yaml` added to its hotel.yaml. */
async function hotel(yaml: string) {
  const stateDir = await temporaryFolder();
  const clock = systemClock();
  const sandbox = createSandbox({ clock, statusMs: { sent: 0, delivered: 1, read: 2 } });
  const { baseUrl, phoneNumberId, wabaId, token, appSecret, verifyToken } = await sandbox.start();
  mkdirSync(join(stateDir, "secrets"), { mode: 0o700 });
  const secret = (name: string, value: string) =>
    writeFileSync(join(stateDir, "secrets", name), value, { mode: 0o600 });
  secret("whatsapp-token", token);
  secret("whatsapp-app-secret", appSecret);
  secret("whatsapp-verify-token", verifyToken);
  const config = parseHotel(
    `${readFileSync(demoHotelPath(), "utf8")}
conversation: { quiet_ms: 0, quiet_longest_ms: 0 }
speech: { model: /nowhere/no-model.bin }
whatsapp: { phone_number_id: "${phoneNumberId}", waba_id: "${wabaId}", graph_url: "${baseUrl}", port: 0, path: ${PATH} }
${yaml}`,
    join(stateDir, "hotel.yaml"),
  );
  let metricsPort = 0;
  const log = {
    ...silentLogger(),
    info: (what: string, details: Readonly<Record<string, unknown>> = {}) => {
      if (what === "metrics are served") metricsPort = Number(details.port);
    },
  };
  const secrets = loadSecrets(stateDir, undefined);
  const daemon = createDaemon({ stateDir, config, secrets, clock, ids: randomIds(), log });
  const { webhookPort } = await daemon.start();
  onTestFinished(async () => {
    await daemon.stop();
    await sandbox.stop();
  });
  await sandbox.connect(`http://127.0.0.1:${webhookPort}${PATH}`);
  return { sandbox, metricsPort };
}

it("a message's life is one trace: webhook, store, turn, understand, send; without a word of the guest's", async () => {
  const traces = await collector();
  const { sandbox } = await hotel(`tracing: { url: "${traces.url}" }`);
  const guest = sandbox.guest("34600111222", "Ana Belén");
  guest.say("¿hay habitación doble del 3 al 5 de marzo para dos?");
  await guest.waitFor();
  const send = await traces.named("send");
  const turn = await traces.named("turn");
  const [webhook, store, understand] = await Promise.all(
    ["webhook", "store", "understand"].map(traces.named),
  );
  expect(parents([store, turn, understand, send])).toEqual([
    webhook?.spanId,
    webhook?.spanId,
    turn.spanId,
    turn.spanId,
  ]);
  const quote = traces.spans().find(({ name }) => name === "pms quote");
  expect(quote?.parentSpanId).toBe(turn.spanId);
  const life = [webhook, store, turn, understand, quote, send];
  expect(new Set(life.map((span) => span?.traceId)).size).toBe(1);
  expect(traces.texts.join()).not.toMatch(/habitaci|Ana|34600111222|wamid/);
});

const parents = (spans: readonly (CollectedSpan | undefined)[]) => spans.map((span) => span?.parentSpanId);

it("metrics are served where hotel.yaml says, in Prometheus' own form, and name no guest", async (context) => {
  const { sandbox, metricsPort } = await hotel("metrics: { port: 0 }");
  const guest = sandbox.guest("34600111222", "Ana Belén");
  guest.say("hola");
  await guest.waitFor();
  const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toContain("text/plain");
  expect(text).toContain("hotelbot_live 1\n");
  expect(text).toContain("hotelbot_ready 1\n");
  expect(text).toMatch(/hotelbot_check_state\{check="database"\} 0/);
  expect(text).toMatch(/hotelbot_sends_total\{channel="whatsapp",outcome="accepted"\} \d/);
  expect(text).toMatch(/hotelbot_step_seconds_count\{step="turn"\} 1/);
  expect(text).not.toMatch(/Ana|34600111222|wamid|hola/);
  expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);
  if (spawnSync("promtool", ["--version"]).error) {
    context.annotate("promtool is not here: its own reading of the page is left out");
    return;
  }
  expect(execFileSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" })).toBe("");
});

it("every metric an alert rule or the dashboard asks for is served", async () => {
  const { metricsPort } = await hotel("metrics: { port: 0 }");
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const served = new Set(
    [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = "", type]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
  const folder = join(packageRoot(), "docs", "monitoring");
  for (const file of ["alerts.yaml", "dashboard.json"]) {
    const asked = readFileSync(join(folder, file), "utf8").match(/\bhotelbot_[a-z_]+\b/g) ?? [];
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !served.has(name))).toEqual([]);
  }
});

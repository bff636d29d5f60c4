import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createControlClient } from "../../src/control/client.ts";
import type { HealthReport } from "../../src/control/contract.ts";
import { type ControlServer, createControlServer } from "../../src/control/server.ts";
import type { ControlService } from "../../src/control/service.ts";
import { HotelbotError } from "../../src/errors.ts";
import { silentLogger } from "../../src/platform/logger.ts";

const running: ControlServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

const healthy: HealthReport = {
  schema: 1,
  state: "ok",
  live: true,
  ready: true,
  checks: [],
  counts: { inbox: 0, outbox: 0, dead: 0 },
};

function socketIn(): string {
  return join(mkdtempSync(join(tmpdir(), "hb-control-")), "control.sock");
}

async function serve(path: string, service: Partial<ControlService>): Promise<void> {
  const server = createControlServer(path, service as ControlService, silentLogger());
  await server.start();
  running.push(server);
}

async function failure(work: Promise<unknown>): Promise<HotelbotError> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof HotelbotError) return thrown;
    throw thrown;
  }
  throw new Error("it did not fail");
}

test("client and server share one contract", async () => {
  const path = socketIn();
  await serve(path, { health: async () => healthy });
  expect(await createControlClient([path]).health()).toEqual(healthy);
  expect(statSync(path).mode & 0o777).toBe(0o660);
});

test("the client goes on to the next socket when nobody answers on the first", async () => {
  const path = socketIn();
  await serve(path, { health: async () => healthy });
  expect(await createControlClient(["/nowhere/control.sock", path]).health()).toEqual(healthy);
});

test("nobody there is DAEMON_NOT_RUNNING, exit 10", async () => {
  const error = await failure(createControlClient([socketIn()]).status());
  expect([error.code, error.exit]).toEqual(["DAEMON_NOT_RUNNING", 10]);
});

test("a second daemon does not take the socket of a living one", async () => {
  const path = socketIn();
  await serve(path, { health: async () => healthy });
  const second = createControlServer(path, {} as ControlService, silentLogger());
  expect((await failure(second.start())).code).toBe("STATE_BUSY");
  expect(await createControlClient([path]).health()).toEqual(healthy);
});

test("a socket file left by a dead daemon is replaced", async () => {
  const path = socketIn();
  writeFileSync(path, "");
  await serve(path, { health: async () => healthy });
  expect(await createControlClient([path]).health()).toEqual(healthy);
});

test("an error of the daemon arrives as the same error", async () => {
  const path = socketIn();
  await serve(path, {
    booking: async () => {
      throw new HotelbotError("PMS_UNAVAILABLE", { what: "no route" });
    },
  });
  const error = await failure(createControlClient([path]).booking("ABC"));
  expect([error.code, error.message, error.exit]).toEqual([
    "PMS_UNAVAILABLE",
    "The PMS cannot be reached: no route.",
    75,
  ]);
});

test("a body that does not fit is refused with the field named", async () => {
  const path = socketIn();
  await serve(path, {});
  const error = await failure(
    createControlClient([path]).chat({ session: "no spaces allowed", text: "hola" }),
  );
  expect(error.code).toBe("REQUEST_INVALID");
  expect(error.message).toContain("session");
});

test("an answer that is not the contract's is refused, not passed on", async () => {
  const path = socketIn();
  await serve(path, { health: async () => ({ ...healthy, state: "splendid" }) as unknown as HealthReport });
  expect((await failure(createControlClient([path]).health())).code).toBe("DAEMON_REFUSED");
});

test("a command of another control version is told so", async () => {
  const path = socketIn();
  await serve(path, { health: async () => healthy });
  const status = await new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath: path, path: "/v1/health", headers: { "hotelbot-api": "99" } },
      (incoming) => {
        incoming.resume();
        resolve(incoming.statusCode);
      },
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
  expect(status).toBe(426);
});

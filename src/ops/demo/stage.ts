import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { SandboxSettings } from "../../channels/whatsapp/sandbox/types.ts";
import { demoHotelPath } from "../../config/load.ts";
import { createControlClient } from "../../control/client.ts";
import { controlSocket } from "../../control/paths.ts";
import { asHotelbotError, HotelbotError } from "../../errors.ts";
import { randomIds } from "../../platform/ids.ts";
import { isDemonstration, MARK } from "./mark.ts";

/** A hotel set up to be tried: its folder, its configuration and where its webhooks are to go. */
export interface Stage {
  readonly stateDir: string;
  readonly configPath: string;
  readonly webhookUrl: string;
}

/**
 * Makes the demonstration's state folder anew: the demo hotel, wired to the sandbox, with secrets of its own. Rejects
 * with STATE_UNUSABLE when the folder holds something else, and with STATE_BUSY while another demonstration runs in it.
 */
export async function prepareStage(stateDir: string, sandbox: SandboxSettings): Promise<Stage> {
  if (existsSync(stateDir) && !isDemonstration(stateDir)) {
    throw new HotelbotError("STATE_UNUSABLE", { path: stateDir, what: "it is not a demonstration's" });
  }
  const pid = await runsThere(stateDir);
  if (pid !== undefined) throw new HotelbotError("STATE_BUSY", { path: stateDir, pid });
  rmSync(stateDir, { recursive: true, force: true });
  const secrets = join(stateDir, "secrets");
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  writeFileSync(join(stateDir, MARK), "Everything here is made anew by each demonstration.\n");
  const port = await freePort();
  const deskPort = await freePort();
  const path = `/webhooks/whatsapp/${randomIds().secret(12)}`;
  const configPath = join(stateDir, "hotel.yaml");
  writeFileSync(
    configPath,
    readFileSync(demoHotelPath(), "utf8") + whatsappSection(sandbox, port, path) + deskSection(deskPort),
  );
  for (const [name, value] of [
    ["whatsapp-app-secret", sandbox.appSecret],
    ["whatsapp-verify-token", sandbox.verifyToken],
    ["whatsapp-token", sandbox.token],
  ] as const) {
    writeFileSync(join(secrets, name), `${value}\n`, { mode: 0o600 });
  }
  return { stateDir, configPath, webhookUrl: `http://127.0.0.1:${port}${path}` };
}

/** The process that answers on the folder's control socket, if one does. */
async function runsThere(stateDir: string): Promise<number | "unknown" | undefined> {
  try {
    return (await createControlClient([controlSocket(stateDir)]).status()).pid;
  } catch (thrown) {
    return asHotelbotError(thrown).code === "DAEMON_NOT_RUNNING" ? undefined : "unknown";
  }
}

function whatsappSection(sandbox: SandboxSettings, port: number, path: string): string {
  return `
whatsapp:
  phone_number_id: "${sandbox.phoneNumberId}"
  waba_id: "${sandbox.wabaId}"
  graph_url: ${sandbox.baseUrl}
  host: 127.0.0.1
  port: ${port}
  path: ${path}
`;
}

/** A port of its own: the hotel's real page may be on the usual one, and a link must hold through the power cut. */
function deskSection(port: number): string {
  return `
desk_page:
  port: ${port}
`;
}

/** A port that was free a moment ago: it must be the same after the daemon is killed and started again. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port was given");
  return address.port;
}

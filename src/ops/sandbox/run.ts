import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox, type Sandbox } from "../../channels/whatsapp/sandbox/sandbox.ts";
import type { Guest, ReceivedMessage, SandboxSettings } from "../../channels/whatsapp/sandbox/types.ts";
import { HotelbotError } from "../../errors.ts";
import { randomIds } from "../../platform/ids.ts";
import { act, HELP } from "./act.ts";
import { sandboxIdentity } from "./identity.ts";

export interface SandboxRunOptions {
  /** Where its secrets and the received voice notes are kept. */
  readonly folder: string;
  readonly port: number;
  /** The port hotelbot takes webhooks on, with the path that was drawn. */
  readonly webhookPort: number;
  /** The guest who writes: a phone with country code, or a business-scoped user id. */
  readonly guest: string;
  readonly name: string;
  /** What is typed. When it ends on a terminal the sandbox stops; otherwise it runs on until `until`. */
  readonly lines: AsyncIterable<string>;
  readonly interactive: boolean;
  readonly until: Promise<unknown>;
}

/** What the terminal shows, one after the other. */
export type SandboxEvent =
  | {
      readonly kind: "ready";
      readonly settings: SandboxSettings;
      readonly path: string;
      readonly text: string;
    }
  | {
      readonly kind: "message";
      readonly wamid: string;
      readonly type: string;
      readonly text: string;
      readonly buttons: readonly string[];
      readonly file?: string;
    }
  | { readonly kind: "note"; readonly text: string };

/**
 * Runs the sandbox and one guest at a keyboard until it is told to stop. Rejects with PORT_BUSY, STATE_UNUSABLE.
 * Webhooks wait for hotelbot to come up and are repeated until it takes them.
 */
export async function runSandbox(
  options: SandboxRunOptions,
  show: (event: SandboxEvent) => void,
): Promise<void> {
  const identity = await sandboxIdentity(options.folder, randomIds());
  const sandbox = createSandbox({
    ...identity,
    port: options.port,
    webhookUrl: `http://127.0.0.1:${options.webhookPort}${identity.path}`,
  });
  const settings = await started(sandbox, options.port);
  const { path } = identity;
  show({ kind: "ready", settings, path, text: setUpText(settings, path, options.webhookPort) });
  const stopWatching = watch(sandbox, sandbox.guest(options.guest, options.name), options.folder, show);
  try {
    await Promise.race([options.until, type(sandbox.guest(options.guest, options.name), options, show)]);
  } finally {
    stopWatching();
    await sandbox.stop();
  }
}

async function started(sandbox: Sandbox, port: number): Promise<SandboxSettings> {
  try {
    return await sandbox.start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new HotelbotError("PORT_BUSY", { host: "127.0.0.1", port }, { cause: error });
  }
}

async function type(
  guest: Guest,
  options: SandboxRunOptions,
  show: (event: SandboxEvent) => void,
): Promise<void> {
  for await (const line of options.lines) {
    if (line === "/quit") return;
    const answer = act(guest, line);
    if (answer !== undefined) show({ kind: "note", text: answer });
  }
  if (!options.interactive) await options.until;
}

/** Shows what the hotel sends, and once that nobody takes the webhooks. */
function watch(
  sandbox: Sandbox,
  guest: Guest,
  folder: string,
  show: (event: SandboxEvent) => void,
): () => void {
  let shown = 0;
  let warned = false;
  return sandbox.subscribe(() => {
    const messages = guest.received();
    for (; shown < messages.length; shown += 1) {
      const message = messages[shown];
      if (message) show(shownAs(message, folder));
    }
    const open = sandbox.record.webhooks.find(
      ({ attempts, acknowledgedAt }) => attempts > 1 && acknowledgedAt === undefined,
    );
    if (open && !warned) {
      const text = `hotelbot does not take the webhook yet (${open.lastAnswer}); it is delivered again until it does.`;
      show({ kind: "note", text });
    }
    warned = open !== undefined;
  });
}

function shownAs(message: ReceivedMessage, folder: string): SandboxEvent {
  const { wamid, type, text, bytes, mimeType } = message;
  const file = bytes === undefined ? undefined : keep(bytes, wamid, mimeType ?? "", folder);
  const buttons = [...message.buttons, ...message.rows].map(({ title }) => title);
  return { kind: "message", wamid, type, text, buttons, ...(file === undefined ? {} : { file }) };
}

function keep(bytes: Uint8Array, wamid: string, mimeType: string, folder: string): string {
  const ending = mimeType.startsWith("audio/ogg") ? "ogg" : mimeType === "image/png" ? "png" : "jpg";
  const received = join(folder, "received");
  mkdirSync(received, { recursive: true, mode: 0o700 });
  const file = join(received, `${wamid.replace(/[^0-9A-Za-z]/g, "")}.${ending}`);
  writeFileSync(file, bytes, { mode: 0o600 });
  return file;
}

/** What to put where, as a person copies it. */
function setUpText(settings: SandboxSettings, path: string, webhookPort: number): string {
  return `WhatsApp sandbox at ${settings.baseUrl}. In hotel.yaml:

whatsapp:
  phone_number_id: "${settings.phoneNumberId}"
  waba_id: "${settings.wabaId}"
  graph_url: ${settings.baseUrl}
  port: ${webhookPort}
  path: ${path}

In the secrets folder of hotelbot's state folder, each a file of mode 0600:

whatsapp-app-secret    ${settings.appSecret}
whatsapp-verify-token  ${settings.verifyToken}
whatsapp-token         ${settings.token}

Then: hotelbot daemon run

${HELP}
`;
}

/** Resolves at SIGTERM or SIGINT. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
}

import { createReceiver } from "../channels/whatsapp/receiver.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Store } from "../store/contract.ts";
import type { WhatsAppLink } from "./whatsapp.ts";

export interface WebhookParts {
  /** Stores what came; answers whose it is. */
  readonly accept: Store["inbox"]["accept"];
  /** These guests wrote. */
  readonly arrived: (guests: readonly number[]) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Opens the door that Meta knocks at. Rejects with PORT_BUSY; `port` is the one it listens on. */
export async function listenForWebhooks(
  link: WhatsAppLink,
  { accept: store, arrived, clock, log }: WebhookParts,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const accept: Parameters<typeof createReceiver>[0]["accept"] = (batch) => arrived(store(batch));
  const receiver = createReceiver({ ...link.receiver, accept, clock, log });
  const { port } = await receiver.start();
  log.info("listening for webhooks", { port, path: link.receiver.path });
  return { port, stop: () => receiver.stop() };
}

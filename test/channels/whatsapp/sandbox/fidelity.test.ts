import { afterEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../../../src/channels/whatsapp/sandbox/sandbox.ts";
import { contract, fakeClock, opusFile } from "../support.ts";

/** Every path of a JSON value with the type at its end: what a reader of the body depends on. */
function shape(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => shape(member, `${path}[]`));
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, member]) => shape(member, `${path}.${key}`));
}

const shapeOf = (bytes: Uint8Array): string[] =>
  [...new Set(shape(JSON.parse(Buffer.from(bytes).toString())))].sort();

let sandbox: Sandbox;
afterEach(() => sandbox.stop());

async function open() {
  const clock = fakeClock();
  sandbox = createSandbox({ clock, statusMs: { sent: 1, delivered: 2, read: 3 } });
  await sandbox.start();
  return {
    clock,
    guest: sandbox.guest("351912345678", "Inês Araújo"),
    hidden: sandbox.guest("PT.134912", "Inês"),
  };
}

const last = (): string[] => shapeOf(sandbox.record.webhooks.at(-1)?.bytes ?? Buffer.alloc(0));

async function send(body: object): Promise<void> {
  const { baseUrl, phoneNumberId, token } = sandbox.settings();
  await fetch(`${baseUrl}/v25.0/${phoneNumberId}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ messaging_product: "whatsapp", ...body }),
  });
}

describe("the sandbox's webhooks have the fields of Meta's", () => {
  it("messages", async () => {
    const { guest } = await open();
    guest.say("Olá");
    expect(last()).toEqual(shapeOf(contract("in-text")));
    guest.voiceNote(opusFile(1));
    expect(last()).toEqual(shapeOf(contract("in-audio-voice-note")));
    guest.image(Buffer.from("jpg"), "My passport page");
    expect(last()).toEqual(shapeOf(contract("in-image")));
    guest.act("reaction", { message_id: "wamid.x", emoji: "👍" });
    expect(last()).toEqual(shapeOf(contract("in-reaction")));
    await send({
      to: "+351912345678",
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "?" },
        action: { buttons: [{ type: "reply", reply: { id: "yes", title: "Sim" } }] },
      },
    });
    guest.tap("yes");
    expect(last()).toEqual(shapeOf(contract("in-interactive-button-reply")));
  });

  it("statuses", async () => {
    const { clock, guest } = await open();
    guest.say("Olá");
    await send({
      to: "+351912345678",
      type: "text",
      text: { body: "x" },
      biz_opaque_callback_data: "outbox:1",
    });
    const ours = ".entry[].changes[].value.statuses[].biz_opaque_callback_data: string";
    const pricing = (line: string): boolean => line.includes(".pricing.");
    clock.advance(1);
    expect(last()).toEqual([...shapeOf(contract("status-sent")), ours].sort());
    clock.advance(1);
    expect(last().filter((line) => !pricing(line))).toEqual(shapeOf(contract("status-delivered")));
    clock.advance(1);
    expect(last()).toEqual([...shapeOf(contract("status-read")), ours].sort());
    clock.advance(24 * 3_600_000);
    await send({ to: "+351912345678", type: "text", text: { body: "x" } });
    clock.advance(1);
    expect(last()).toEqual(shapeOf(contract("status-failed-24h-window")));
  });

  it("of a guest without a phone", async () => {
    const { clock, hidden } = await open();
    hidden.say("Olá");
    expect(last()).toEqual(shapeOf(contract("in-text-username-phone-hidden")));
    await send({ recipient: "PT.134912", type: "text", text: { body: "x" } });
    clock.advance(2);
    expect(last().filter((line) => !line.includes(".pricing."))).toEqual(
      shapeOf(contract("status-delivered-bsuid-only")),
    );
  });
});

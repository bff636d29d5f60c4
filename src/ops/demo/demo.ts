import { Listr } from "listr2";
import { createSandbox } from "../../channels/whatsapp/sandbox/sandbox.ts";
import { loadHotel } from "../../config/load.ts";
import { createControlClient } from "../../control/client.ts";
import { controlSocket } from "../../control/paths.ts";
import { HotelbotError } from "../../errors.ts";
import { daemonProcess } from "./daemon-process.ts";
import { humanClip } from "./guest-voice.ts";
import { prepareStage } from "./stage.ts";
import { type Scene, story } from "./story.ts";
import { type Verdict, verdict } from "./verdict.ts";

export interface DemoOptions {
  readonly stateDir: string;
  /** A folder of human clips, if there is one. */
  readonly voices: string | undefined;
  /** How progress is shown: live on a terminal, line by line elsewhere, not at all under --json. */
  readonly renderer: "default" | "simple" | "silent";
  readonly say: (line: string) => void;
  /** Called with everything still running; the demonstration ends when it resolves. */
  readonly afterwards?: (stage: DemoStage) => Promise<void>;
}

export interface DemoStage {
  readonly sandbox: ReturnType<typeof createSandbox>;
  readonly phone: string;
}

const EARS_PATIENCE_MS = 90_000;
const LOOK_AGAIN_MS = 250;

/**
 * The whole thread on real parts: the daemon as a process of its own with the demo hotel and the house PMS, a
 * WhatsApp sandbox, and a guest who books by text and voice while the power fails once. Rejects when a scene fails.
 */
export async function demo(options: DemoOptions): Promise<Verdict> {
  const { stateDir, say } = options;
  const sandbox = createSandbox({ retryMs: [200, 500, 1_000] });
  let daemon: ReturnType<typeof daemonProcess> | undefined;
  try {
    const settings = await sandbox.start();
    const stage = await prepareStage(stateDir, settings);
    const running = daemonProcess(stage);
    daemon = running;
    const control = createControlClient([controlSocket(stateDir)]);
    await running.start();
    await sandbox.connect(stage.webhookUrl);
    say(`state      ${stateDir}`);
    say(`journal    ${daemon.journal}`);
    say(`webhooks   ${stage.webhookUrl}`);
    say(`WhatsApp   ${settings.baseUrl} (the sandbox)`);
    const { url } = await control.page.link({ by: "Reception" });
    say(`desk page  ${url}`);
    const phone = `+34600${String(Date.now()).slice(-6)}`;
    let code: string | undefined;
    const scenes = story({
      guest: sandbox.guest(phone, "Ana"),
      clip: options.voices === undefined ? undefined : humanClip(options.voices),
      now: Date.now(),
      timeZone: loadHotel(stage.configPath).hotel.timeZone,
      powerCut: async () => {
        await running.kill();
        return running.start();
      },
      hearing: () => ears(control),
      booked: (given) => {
        code = given;
      },
    });
    await play(scenes, options.renderer);
    await sandbox.settled();
    const result = await verdict(control, sandbox.record, code);
    await options.afterwards?.({ sandbox, phone });
    return result;
  } finally {
    await daemon?.stop();
    await sandbox.stop();
  }
}

async function play(scenes: readonly Scene[], renderer: DemoOptions["renderer"]): Promise<void> {
  const tasks = scenes.map((scene) => ({
    title: scene.title,
    task: async (_context: unknown, task: { output: string }) => {
      const lines: string[] = [];
      await scene.run((line) => {
        lines.push(line);
        task.output = renderer === "default" ? lines.join("\n") : line;
      });
    },
    rendererOptions: { persistentOutput: true, outputBar: Number.POSITIVE_INFINITY },
  }));
  await new Listr(tasks, { renderer, rendererOptions: { collapseSubtasks: false }, concurrent: false }).run();
}

/** Waits for the ears, which load their model while everything else already works. */
async function ears(control: ReturnType<typeof createControlClient>): Promise<void> {
  const until = Date.now() + EARS_PATIENCE_MS;
  for (;;) {
    const { speech } = await control.status();
    if (speech.ears === "ready") return;
    if (Date.now() > until) throw new HotelbotError("SPEECH_ENGINE_MISSING", { what: speech.ears });
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

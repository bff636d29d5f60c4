// `npm run bench [-- --json]`: what hotelbot costs, as ratios against something run beside it on the same machine.
import { existsSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { installedEngine } from "../../audio/ears/installed.ts";
import { backupLines, benchBackup } from "./backup.ts";
import { round, table } from "./figures.ts";
import { benchHotel } from "./hotel.ts";
import { benchLine, lineLines } from "./line.ts";
import { benchPms, pmsLines } from "./pms.ts";
import { benchSpeech, speechBenchLines } from "./speech.ts";
import { startLines, startUp } from "./startup.ts";
import { textTurns, turnLines } from "./turns.ts";
import { benchUnderstanding, understandingLines } from "./understanding.ts";
import { ackLines, saturatedAcks, steadyAcks } from "./webhooks.ts";

/** What a busy hotel's database comes to in some years. */
const BACKUP_MIB = 200;

const json = process.argv.includes("--json");
const say = (text: string): void => {
  if (!json) process.stdout.write(`${text}\n`);
};

const machine = {
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGb: round(totalmem() / 2 ** 30),
  node: process.version,
};
say(`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}`);

const began = performance.now();
const hotel = await benchHotel();
try {
  await hotel.start();
  await hotel.sandbox.connect(hotel.stage.webhookUrl);
  const turns = await textTurns(hotel);
  say(table(turnLines(turns)));
  const steady = await steadyAcks(hotel);
  say(table(ackLines("steady webhooks", steady)));
  const startup = await startUp(hotel);
  say(table(startLines(startup)));
  const saturated = await saturatedAcks(hotel);
  say(table(ackLines("saturation", saturated)));
  await hotel.stop();
  const understanding = benchUnderstanding();
  say(table(understandingLines(understanding)));
  const backup = await benchBackup(tmpdir(), BACKUP_MIB);
  say(table(backupLines(backup)));
  const pms = await benchPms();
  say(table(pmsLines(pms)));
  const engine = existsSync(installedEngine());
  const line = await benchLine();
  say(table(lineLines(line)));
  const speech = engine ? await benchSpeech(2) : null;
  say(
    speech
      ? speechBenchLines(speech).join("\n")
      : "spoken turn: left out, the speech engine is not built (./install.sh)",
  );
  const seconds = round((performance.now() - began) / 1000);
  say(`in all ${seconds} s`);
  const all = {
    schema: 1,
    machine,
    turns,
    steady,
    saturated,
    startup,
    understanding,
    backup,
    pms,
    line,
    speech,
    seconds,
  };
  if (json) process.stdout.write(`${JSON.stringify(all)}\n`);
} finally {
  await hotel.close();
}

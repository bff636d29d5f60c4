import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { beforeEach, describe, expect, it } from "vitest";
import { readWav, writeWav } from "../../../audio/pcm/wav.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { counter, percentile } from "./support/counter.ts";

const ANSWERING = join(import.meta.dirname, "support/answering.ts");
const has = (tool: string) => spawnSync(tool, ["-h"], { stdio: "ignore" }).error === undefined;
const namespaces = spawnSync("unshare", ["-n", "true"]).status === 0;
const baresip = has("baresip") && namespaces;
const sipp = has("sipp");
/** What sipp needs to send keys in the sound: it writes the packets itself. */
const root = process.getuid?.() === 0;
if (!baresip)
  process.stderr.write(
    "LEFT OUT: calls by baresip (apt-get install baresip-core, and root for a network of its own)\n",
  );
if (!sipp) process.stderr.write("LEFT OUT: thirty calls and keys by sipp (apt-get install sip-tester)\n");
if (!root) process.stderr.write("LEFT OUT: keys by sipp, which needs root to send them in the sound\n");

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

describe.runIf(baresip)("baresip", () => {
  it("calls, hears our tone and is heard", { retry: 1 }, async () => {
    const spoken = Int16Array.from(
      { length: 32_000 },
      (_, i) => 9_000 * Math.sin((2 * Math.PI * 500 * i) / 8_000),
    );
    writeFileSync(join(folder, "in.wav"), writeWav({ rate: 8_000, samples: spoken }));
    writeFileSync(join(folder, "config"), baresipConfig(folder));
    writeFileSync(join(folder, "accounts"), "<sip:guest@10.88.0.1>;regint=0;audio_codecs=PCMA\n");
    writeFileSync(join(folder, "contacts"), "");
    const script = [
      "ip link set lo up && ip addr add 10.88.0.1/24 dev lo",
      `"${process.execPath}" "${ANSWERING}" 10.88.0.1 5070 1 > "${folder}/line" &`,
      `until grep -q listening "${folder}/line"; do sleep 0.1; done`,
      `timeout 20 baresip -f "${folder}" -e "/dial sip:700@10.88.0.1:5070" -t 6 > "${folder}/baresip" 2>&1`,
      "wait",
    ].join("\n");
    await execa("unshare", ["-n", "sh", "-c", script], { timeout: 40_000 });
    const [, call] = readFileSync(join(folder, "line"), "utf8").trim().split("\n");
    const ours = JSON.parse(call ?? "{}");
    expect(ours).toMatchObject({ why: "caller_hung_up", played: { heardMs: 2_000, whole: true } });
    expect(ours.loud).toBeGreaterThan(170);
    expect(Math.abs(ours.hz - 500)).toBeLessThan(15);
    const dump = readdirSync(folder).find((name) => name.endsWith("-dec.wav")) ?? "";
    const decoded = readWav(readFileSync(join(folder, dump)))?.samples ?? new Int16Array(0);
    const loud = decoded.filter((sample) => Math.abs(sample) > 2_000).length;
    // Two seconds of 1,000 Hz: six of its eight samples are above a quarter of its height, 12,000 in all.
    expect(loud).toBeGreaterThan(11_000);
  });
});

describe.runIf(sipp)("sipp", () => {
  it("makes thirty calls at once and gets every frame of each", async () => {
    const sounds = await counter();
    const scenario = join(folder, "caller.xml");
    const template = readFileSync(join(import.meta.dirname, "support/sipp-caller.xml"), "utf8");
    writeFileSync(scenario, template.replace("[media_port_of_the_test]", String(sounds.port)));
    const line = execa(process.execPath, [ANSWERING, "127.0.0.1", "0", "30"], { timeout: 60_000 });
    const port = await new Promise<number>((resolve) => {
      line.stdout.once("data", (bytes: Buffer) => resolve(JSON.parse(bytes.toString()).listening.port));
    });
    const calls = ["-sf", scenario, "-m", "30", "-l", "30", "-r", "30", "-d", "10000", "-s", "700"];
    const result = await execa("sipp", [...calls, "-i", "127.0.0.1", "-nostdin", `127.0.0.1:${port}`], {
      cwd: folder,
      timeout: 50_000,
      reject: false,
    });
    const { stdout } = await line;
    const streams = sounds.streams();
    sounds.close();
    expect(result.exitCode, result.stderr).toBe(0);
    expect(stdout.match(/caller_hung_up/g)?.length).toBe(30);
    expect(streams.length).toBe(30);
    expect(streams.map((one) => one.lost)).toEqual(Array.from({ length: 30 }, () => 0));
    expect(Math.min(...streams.map((one) => one.packets))).toBeGreaterThan(490);
    const late = streams.flatMap((one) => one.lateMs);
    process.stderr.write(
      `thirty calls: frames ${late.length}, late p99 ${percentile(late, 0.99).toFixed(1)} ms\n`,
    );
  });

  it.runIf(root)("presses keys by both kinds of message and in the sound, and each comes once", async () => {
    const line = execa(process.execPath, [ANSWERING, "127.0.0.1", "0", "1"], { timeout: 60_000 });
    const port = await new Promise<number>((resolve) => {
      line.stdout.once("data", (bytes: Buffer) => resolve(JSON.parse(bytes.toString()).listening.port));
    });
    const scenario = join(import.meta.dirname, "support/sipp-keys.xml");
    const call = ["-sf", scenario, "-m", "1", "-s", "700", "-i", "127.0.0.1", "-mi", "127.0.0.1", "-nostdin"];
    const result = await execa("sipp", [...call, `127.0.0.1:${port}`], {
      cwd: folder,
      timeout: 50_000,
      reject: false,
    });
    expect(result.exitCode, result.stderr).toBe(0);
    const [, heard] = (await line).stdout.trim().split("\n");
    expect(JSON.parse(heard ?? "{}")).toMatchObject({ digits: "574#", why: "caller_hung_up" });
  });
});

function baresipConfig(at: string): string {
  return `poll_method epoll
sip_listen 10.88.0.1:5090
audio_player aubridge,nobody
audio_source aufile,${at}/in.wav
ausrc_srate 8000
auplay_srate 8000
snd_path ${at}
module_path ${baresipModules()}
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
module_tmp account.so
module_app menu.so
`;
}

function baresipModules(): string {
  const { stdout } = spawnSync("dpkg", ["-L", "baresip-core"], { encoding: "utf8" });
  return stdout.split("\n").find((path) => path.endsWith("/baresip/modules")) ?? "/usr/lib/baresip/modules";
}

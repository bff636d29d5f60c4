import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoHotelPath } from "../../src/config/load.ts";
import type { ChatTurn, StatusReport } from "../../src/control/contract.ts";
import { type Packed, pack } from "../../src/ops/pack/pack.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { bootMachine, type Machine, mounts, noMachine } from "./support/machine.ts";
import { bring, fallOverAsService, fallOverAtOnce, laterRelease } from "./support/releases.ts";

const why = await noMachine();
if (why !== undefined) process.stderr.write(`a real systemd is not tested here: ${why}\n`);

const MEDIA = "/root/media";
/** A release is made and a machine booted: a minute, or five where the engine is not built yet. */
const PATIENCE = 900_000;

describe.skipIf(why !== undefined)("an installed hotelbot", () => {
  let packed: Packed;
  let out: string;
  let machine: Machine;

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), "hotelbot-pack-"));
    packed = await pack({ root: packageRoot(), out, arch: process.arch, say: () => undefined });
    machine = await bootMachine();
    await bring([packed.tarball, packed.installer, demoHotelPath()], `${machine.root}${MEDIA}`);
  }, PATIENCE);

  afterAll(async () => {
    await machine?.off();
    await rm(out, { recursive: true, force: true });
    expect(await mounts()).toBe("");
  });

  const hotelbot = async (...args: string[]) => {
    const result = await machine.run("hotelbot", ...args);
    return { exit: result.exitCode, out: result.stdout, err: result.stderr };
  };
  const says = async (session: string, text: string): Promise<ChatTurn | undefined> => {
    const { exitCode, stdout } = await machine.sh(
      `printf '%s\\n' '${text}' | hotelbot chat --json --session ${session}`,
    );
    return exitCode === 0 ? (JSON.parse(stdout) as ChatTurn) : undefined;
  };
  const version = async (): Promise<string> =>
    (JSON.parse((await hotelbot("status", "--json")).out) as StatusReport).version;
  const get = async (path: string): Promise<unknown> => {
    const socket = ["--silent", "--unix-socket", "/run/hotelbot/control.sock"];
    return JSON.parse((await machine.run("curl", ...socket, `http://hotelbot/v1/${path}`)).stdout);
  };
  const heard = async (conversation: number): Promise<string[]> => {
    const { turns } = (await get(`conversations/${conversation}`)) as {
      turns: { direction: string; text: string }[];
    };
    return turns.filter(({ direction }) => direction === "in").map(({ text }) => text);
  };
  const answer = async (text: string): Promise<string[] | undefined> => {
    asked += 1;
    return (await says(`guest-${asked}`, text))?.replies.map((reply) => reply.text);
  };
  const later = async (number: string, change?: (tree: string) => Promise<void>): Promise<string> => {
    const tarball = await laterRelease(packed, out, number, change);
    await bring([tarball], `${machine.root}${MEDIA}`);
    await rm(tarball);
    return `${MEDIA}/${basename(tarball)}`;
  };
  const question = "¿cuánto cuesta una individual del 10 al 11 de marzo de 2027?";
  let asked = 0;
  /** Says yes to what was offered, and then what is asked for. */
  const books = async (session: string): Promise<ChatTurn | undefined> => {
    let turn = await says(session, "sí, resérvala");
    for (const text of ["Ana García López", "ana.garcia@correo.example", "600123123", "sí, todo correcto"]) {
      if (turn?.booking) break;
      turn = await says(session, text);
    }
    return turn;
  };

  it("comes from a tarball with no network, after its sum was checked", async () => {
    const file = `${MEDIA}/${basename(packed.tarball)}`;
    const spoiled = await machine.sh(
      `mkdir bad; cp ${MEDIA}/install.sh bad; cp ${file} ${file}.sha256 bad; printf x >>bad/${basename(file)}; sh bad/install.sh; echo $?`,
    );
    expect(spoiled.stderr).toContain("is damaged");
    expect(existsSync(`${machine.root}/opt/hotelbot`)).toBe(false);
    await machine.sh("rm -r bad");
    const installed = await machine.run("sh", `${MEDIA}/install.sh`);
    expect(installed.stderr).toContain("next: hotelbot deploy");
    expect((await hotelbot("--version")).out).toContain(`hotelbot/${packed.version} `);
    const again = await machine.run("sh", `${MEDIA}/install.sh`);
    expect(again.stderr).toContain("installed already");
    const manual = await machine.sh("head -n 2 $(readlink -f /usr/local/share/man/man1/hotelbot.1)");
    expect(manual.stdout).toMatch(/^\.TH HOTELBOT 1/m);
    const completed = await machine.sh(
      "bash -c '. /usr/local/share/bash-completion/completions/hotelbot; complete -p hotelbot'",
    );
    expect(completed.stdout).toContain("hotelbot");
  });

  it("is deployed from a file by one command, and a dry run says what for and changes nothing", async () => {
    const config = `${MEDIA}/${basename(demoHotelPath())}`;
    const dry = await hotelbot("deploy", "--config", config, "--dry-run", "--json");
    expect(dry.exit).toBe(0);
    expect(JSON.parse(dry.out)).toMatchObject({ schema: 1, dryRun: true, version: packed.version });
    expect(existsSync(`${machine.root}/etc/hotelbot`)).toBe(false);
    const unasked = await hotelbot("deploy", "--config", config);
    expect(unasked).toMatchObject({ exit: 3, out: "" });
    const deployed = await hotelbot("deploy", "--config", config, "--yes", "--json");
    expect({ exit: deployed.exit, err: deployed.err }).toEqual({ exit: 0, err: "" });
    expect(await version()).toBe(packed.version);
    expect((await machine.run("systemctl", "is-enabled", "hotelbot")).stdout).toBe("enabled");
  });

  it("hears and speaks in its sandbox, with inference stepping back, and exposes 1.5 of 10", async () => {
    const ready = `until hotelbot status --json | grep -q '"ears":"ready","mouth":"ready"'; do sleep 0.2; done`;
    expect((await machine.run("timeout", "60", "sh", "-c", ready)).exitCode).toBe(0);
    const nice = await machine.sh(
      `ps -o ni= -p $(systemctl show -P MainPID hotelbot); ps -o ni= -C whisper-server`,
    );
    const [daemon = 0, inference] = nice.stdout.split("\n").map(Number);
    expect(inference).toBe(Math.min(19, daemon + 10));
    const health = await hotelbot("health");
    expect(health.out).toMatch(/^HOTELBOT (?:OK|WARNING) /);
    const security = await machine.run("systemd-analyze", "security", "hotelbot", "--no-pager");
    expect(security.stdout).toContain("Overall exposure level for hotelbot.service: 1.5 OK");
  });

  it("keeps its files from others, and lets its group talk to it", async () => {
    const paths =
      "/run/hotelbot/control.sock /var/lib/hotelbot /etc/hotelbot/hotel.yaml /etc/hotelbot/credentials";
    const { stdout } = await machine.run("stat", "-c", "%a %U:%G", ...paths.split(" "));
    expect(stdout.split("\n")).toEqual([
      "660 hotelbot:hotelbot-admin",
      "700 hotelbot:hotelbot-admin",
      "640 root:hotelbot-admin",
      "700 root:root",
    ]);
  });

  it("sells a guest a room, and a later version goes on with the conversation", async () => {
    const offer = await says("ana", "hola, una doble del 3 al 5 de marzo de 2027 para dos adultos");
    expect(offer?.replies.map(({ text }) => text).join(" ")).toMatch(/marzo/);
    const updated = await hotelbot("update", "--from", await later("0.9.1"), "--json");
    expect(updated).toMatchObject({ exit: 0, err: "" });
    expect(JSON.parse(updated.out)).toMatchObject({ from: packed.version, to: "0.9.1" });
    expect(await version()).toBe("0.9.1");
    const turn = await books("ana");
    expect(turn?.conversation).toBe(offer?.conversation);
    expect(turn?.booking?.code).toMatch(/^[A-Z0-9-]{4,}$/);
  });

  it("refuses a version that does not start, and goes on unchanged", async () => {
    const file = await later("0.9.2", fallOverAtOnce);
    const refused = await hotelbot("update", "--from", file, "--json");
    expect(refused.exit).toBe(1);
    expect(JSON.parse(refused.out).error).toMatchObject({
      code: expect.stringMatching(/^(?:UPDATE_REFUSED|RELEASE_DAMAGED)$/),
    });
    expect(await version()).toBe("0.9.1");
  });

  it("rolls a broken update back to the program and the data of before, and loses no message", async () => {
    const file = await later("0.9.3", fallOverAsService);
    const first = await says("berta", "hola, soy la primera");
    const conversation = first?.conversation ?? 0;
    let over = false;
    const update = machine.run("hotelbot", "update", "--from", file, "--json").finally(() => {
      over = true;
    });
    const taken = ["hola, soy la primera"];
    for (let n = 1; !over; n++) {
      const text = `mensaje número ${n}`;
      if (await says("berta", text)) taken.push(text);
    }
    const { exitCode, stdout } = await update;
    expect(JSON.parse(stdout).error).toMatchObject({ code: "UPDATE_ROLLED_BACK" });
    expect(exitCode).toBe(1);
    expect(await version()).toBe("0.9.1");
    const kept = await heard(conversation);
    expect(taken.length).toBeGreaterThan(1);
    expect(taken.filter((text) => !kept.includes(text))).toEqual([]);
    expect((await says("berta", "gracias"))?.conversation).toBe(conversation);
    const left = await machine.sh("ls /opt/hotelbot /opt/hotelbot/releases; ls -A /var/lib/hotelbot");
    expect(left.stdout).not.toMatch(/0\.9\.3|update\.json|trial|before-update\.part/);
  });

  it.each(["try", "switch", "open the doors"])(
    "killed as an update begins to %s, is the old or the new version after the next run",
    async (step) => {
      const before = await version();
      const file = `${MEDIA}/hotelbot-0.9.4-linux-x64.tar.gz`;
      if (!existsSync(`${machine.root}${file}`)) await later("0.9.4");
      const killed = await machine.watch(
        (said) => {
          if (said.includes(`update: ${step}`)) void machine.sh("pkill -9 -f '[r]un.js update --from'");
        },
        "hotelbot",
        "update",
        "--from",
        file,
      );
      expect(killed.exitCode).not.toBe(0);
      const resumed = await hotelbot("update", "--resume", "--json");
      const { resumed: how, version: now } = JSON.parse(resumed.out);
      expect({ exit: resumed.exit, now }).toEqual({ exit: 0, now: how === "finished" ? "0.9.4" : before });
      expect(await version()).toBe(now);
      expect(await answer(question)).toHaveLength(1);
      if (now === "0.9.4") expect((await hotelbot("rollback")).exit).toBe(0);
    },
  );

  it("is started again by the watchdog when its event loop hangs", async () => {
    await machine.sh(`mkdir -p /etc/systemd/system/hotelbot.service.d
printf '[Service]\\nWatchdogSec=6\\n' >/etc/systemd/system/hotelbot.service.d/watchdog.conf
systemctl daemon-reload; systemctl restart hotelbot`);
    const pid = (await machine.run("systemctl", "show", "-P", "MainPID", "hotelbot")).stdout;
    const hang = `kill -USR1 ${pid}
until curl -fs http://127.0.0.1:9229/json >/tmp/json; do sleep 0.1; done
/opt/hotelbot/current/node_modules/node/bin/node -e '
  const [{ webSocketDebuggerUrl }] = JSON.parse(require("node:fs").readFileSync("/tmp/json", "utf8"));
  const socket = new WebSocket(webSocketDebuggerUrl);
  socket.onopen = () => {
    socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression: "for (;;);" } }));
    setTimeout(() => process.exit(0), 500);
  };'`;
    expect((await machine.run("timeout", "30", "sh", "-c", hang)).exitCode).toBe(0);
    const silent = await machine.sh("timeout 2 hotelbot status --json; true");
    expect(silent.stdout).toBe("");
    const again = `until pid=$(systemctl show -P MainPID hotelbot) && [ "$pid" != 0 ] && [ "$pid" != ${pid} ] &&
systemctl is-active --quiet hotelbot; do sleep 0.2; done`;
    expect((await machine.run("timeout", "60", "sh", "-c", again)).exitCode).toBe(0);
    const journal = await machine.sh("journalctl -u hotelbot --no-pager | grep -c 'Watchdog timeout'");
    expect(journal.stdout).toBe("1");
    expect(await answer(question)).toHaveLength(1);
  });

  it("is brought back on another machine from its backup, and answers the same", async () => {
    await says("elsa", "hola, una individual del 10 al 12 de marzo de 2027 para una persona");
    const { conversation = 0, booking } = (await books("elsa")) ?? {};
    const code = booking?.code ?? "";
    expect(await hotelbot("backup", "key", "new", "--save", "/root/kit.txt")).toMatchObject({ exit: 0 });
    const made = await hotelbot("backup", "--json");
    expect(made.exit).toBe(0);
    const { name, path } = JSON.parse(made.out) as { name: string; path: string };
    const before = { heard: await heard(conversation), said: await answer(question) };
    const kept = [`${machine.root}${path}`, `${machine.root}/root/kit.txt`];
    const first = machine;
    machine = await bootMachine();
    try {
      await bring([packed.tarball, packed.installer, demoHotelPath(), ...kept], `${machine.root}${MEDIA}`);
      await first.off();
      expect((await machine.run("sh", `${MEDIA}/install.sh`)).exitCode).toBe(0);
      const config = `${MEDIA}/${basename(demoHotelPath())}`;
      expect(await hotelbot("deploy", "--config", config, "--yes")).toMatchObject({ exit: 0 });
      await machine.run("systemctl", "stop", "hotelbot");
      const words = ["--confirm", "miramar", "--identity", `${MEDIA}/kit.txt`];
      expect(await hotelbot("restore", `${MEDIA}/${name}`, ...words)).toMatchObject({ exit: 0 });
      expect((await machine.run("systemctl", "start", "hotelbot")).exitCode).toBe(0);
      expect({ heard: await heard(conversation), said: await answer(question) }).toEqual(before);
      expect(await get(`bookings/${code}`)).toMatchObject({ booking: { code, status: "firm" } });
      expect(await answer(question)).toHaveLength(1);
    } catch (error) {
      await first.off().catch(() => undefined);
      throw error;
    }
  });

  it("goes away and leaves what the hotel wrote, comes back from a .deb, and then is purged", async () => {
    const before = await answer(question);
    expect((await hotelbot("uninstall", "--yes")).exit).toBe(0);
    expect(existsSync(`${machine.root}/opt/hotelbot`)).toBe(false);
    const helps = await machine.sh("find /usr/local/share -name 'hotelbot*'");
    expect(helps.stdout).toBe("");
    await machine.sh(`rm -r ${MEDIA}`);
    await bring([packed.deb, packed.installer], `${machine.root}${MEDIA}`);
    const installed = await machine.run("sh", `${MEDIA}/install.sh`);
    expect({ exit: installed.exitCode, said: installed.stderr }).toMatchObject({
      exit: 0,
      said: expect.stringContaining("next: hotelbot deploy"),
    });
    expect(await hotelbot("deploy", "--yes")).toMatchObject({ exit: 0 });
    expect(await answer(question)).toEqual(before);
    expect(await hotelbot("uninstall", "--purge", "--confirm", "other", "--yes")).toMatchObject({ exit: 3 });
    expect(existsSync(`${machine.root}/var/lib/hotelbot/hotelbot.db`)).toBe(true);
    expect(await hotelbot("uninstall", "--purge", "--confirm", "miramar", "--yes")).toMatchObject({
      exit: 0,
    });
    for (const path of ["/opt/hotelbot", "/var/lib/hotelbot", "/etc/hotelbot"]) {
      expect(existsSync(`${machine.root}${path}`)).toBe(false);
    }
    expect(await readFile(`${machine.root}/etc/passwd`, "utf8")).toContain("hotelbot");
  });
});

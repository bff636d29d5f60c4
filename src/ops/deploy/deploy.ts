import { cp, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseHotel } from "../../config/load.ts";
import type { SecretName } from "../../config/secrets.ts";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import { setSecret } from "../secrets/write.ts";
import type { DeployContext } from "./context.ts";
import { healthGate } from "./gate.ts";
import { must, service } from "./host.ts";
import { missingSecrets, preflight } from "./preflight.ts";
import { linked, type Release, readRelease, turnLink } from "./release.ts";
import { soundCardStep } from "./sound-card.ts";
import { engineStep } from "./speech-engine.ts";
import { resumeUpdate } from "./update.ts";

/** What a hotel brings along. */
export interface HotelFiles {
  /** hotel.yaml's text; undefined when the one there is kept. */
  readonly config: string | undefined;
  /** Secrets by name; those there already are kept unless named here. */
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;
}

/** One step: `needed` says what it would do, or undefined when it is done already. */
export interface DeployStep {
  readonly title: string;
  needed(): Promise<string | undefined>;
  run(): Promise<void>;
}

/**
 * Everything between a bare machine and a serving hotelbot, in order. Each step looks first whether it is done, so a
 * deploy that was cut off is finished by the next. `root` is the release to put in force.
 */
export async function deploySteps(
  context: DeployContext,
  root: string,
  files: HotelFiles,
): Promise<readonly DeployStep[]> {
  const { places, host } = context;
  const release = await readRelease(root);
  const unit = join(root, "systemd", "hotelbot.service");
  return [
    {
      title: "machine",
      needed: async () => "look at systemd, tools and space",
      run: async () => {
        const { problems } = await preflight(places, host);
        if (problems.length > 0) throw new HotelbotError("DEPLOY_PREFLIGHT", { what: problems.join("; ") });
        await resumeUpdate(context);
      },
    },
    fileStep(
      "user",
      [
        [join(root, "systemd", "sysusers.conf"), places.sysusers],
        [join(root, "systemd", "tmpfiles.conf"), places.tmpfiles],
      ],
      async () => {
        await must(host, "systemd-sysusers", places.sysusers);
        await must(host, "systemd-tmpfiles", "--create", places.tmpfiles);
      },
    ),
    hotelStep(context, files),
    releaseStep(context, root, release),
    fileStep("service", [[unit, places.unit]], async () => {
      await service.reload(host);
      await must(host, "systemctl", "enable", "--quiet", "hotelbot");
    }),
    soundCardStep(context, files.config),
    engineStep(context, release),
    startStep(context, release),
  ];
}

/** Files that must be equal, and what is done once they are. */
function fileStep(
  title: string,
  files: readonly (readonly [string, string])[],
  then: () => Promise<void>,
): DeployStep {
  const read = (path: string): Promise<string> => readFile(path, "utf8").catch(() => "");
  return {
    title,
    async needed() {
      for (const [from, to] of files) if ((await read(from)) !== (await read(to))) return `write ${to}`;
      return undefined;
    },
    async run() {
      await write(files);
      await then();
    },
  };
}

async function write(files: readonly (readonly [string, string])[]): Promise<void> {
  for (const [from, to] of files) {
    await mkdir(join(to, ".."), { recursive: true });
    await writeFileAtomic(to, await readFile(from), 0o644);
  }
}

/** hotel.yaml and the secrets. Throws CONFIG_INVALID, CONFIG_MISSING or SECRET_MISSING. */
function hotelStep({ places, host }: DeployContext, { config, secrets }: HotelFiles): DeployStep {
  const check = async (): Promise<string> => {
    const there = config ?? (await readFile(places.config, "utf8").catch(() => undefined));
    if (there === undefined) throw new HotelbotError("CONFIG_MISSING", { path: places.config });
    const hotel = parseHotel(there, places.config);
    const missing = missingSecrets(places, hotel).find((name) => secrets[name] === undefined);
    if (missing === undefined) return there;
    throw new HotelbotError("SECRET_MISSING", {
      name: missing,
      path: join(places.state, "secrets", missing),
    });
  };
  return {
    title: "hotel",
    async needed() {
      const text = await check();
      const same = text === (await readFile(places.config, "utf8").catch(() => undefined));
      return same && Object.keys(secrets).length === 0 ? undefined : `write ${places.config}`;
    },
    async run() {
      const text = await check();
      for (const [name, value] of Object.entries(secrets)) {
        await setSecret(places.state, name as SecretName, value);
      }
      await writeFileAtomic(places.config, text, 0o640);
      await must(host, "chown", `--reference=${places.configFolder}`, places.config);
    },
  };
}

/** The release in its place, the link to it, and the command people type. */
function releaseStep({ places }: DeployContext, root: string, { version }: Release): DeployStep {
  const target = join(places.releases, version);
  const command = `#!/bin/sh
exec ${places.current}/node_modules/node/bin/node ${places.current}/bin/run.js "$@"
`;
  return {
    title: "release",
    async needed() {
      const there = await readFile(places.command, "utf8").catch(() => "");
      const inForce = await linked(places.current);
      if (inForce === version && there === command) return undefined;
      return `put ${version} in force in ${places.current}`;
    },
    async run() {
      const inForce = await linked(places.current);
      if (inForce !== undefined && inForce !== version) {
        const what = `version ${inForce} is in force already: change it with hotelbot update`;
        throw new HotelbotError("DEPLOY_PREFLIGHT", { what });
      }
      if (root !== target) {
        const staging = join(places.releases, ".copying");
        await rm(staging, { recursive: true, force: true });
        await mkdir(places.releases, { recursive: true });
        await cp(root, staging, { recursive: true });
        await rm(target, { recursive: true, force: true });
        await rename(staging, target);
      }
      await turnLink(places.current, version);
      await mkdir(join(places.command, ".."), { recursive: true });
      await writeFileAtomic(places.command, command, 0o755);
    },
  };
}

function startStep(context: DeployContext, { version }: Release): DeployStep {
  const { daemon, host, clock, patienceMs } = context;
  return {
    title: "start",
    needed: async () => "start the service and wait until it is well",
    async run() {
      // What was written above is only read at a start.
      await service.restart(host);
      const wait = patienceMs === undefined ? {} : { patienceMs };
      const why = await healthGate({ daemon, version, bearable: new Set(["whatsapp"]), clock, ...wait });
      if (why !== undefined) throw new HotelbotError("DEPLOY_FAILED", { what: why });
    },
  };
}

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { sysusers, tmpfiles, unit } from "../systemd/unit.ts";
import { makeDeb, makeTarball, sha256OfFile } from "./archive.ts";
import { copyFiles, copyPackages } from "./contents.ts";
import { buildEngine, ENGINE_NEEDS, engineFlags } from "./engine.ts";

export interface Packed {
  readonly version: string;
  /** The unpacked release. */
  readonly tree: string;
  readonly tarball: string;
  readonly deb: string;
  readonly installer: string;
}

export interface PackOptions {
  readonly root: string;
  readonly out: string;
  readonly arch: string;
  /** Told as a step begins. */
  readonly say: (what: string) => void;
}

/**
 * Makes what a hotel's machine installs without a network: a tarball with Node, the packages, the compiled program, the
 * speech engine and its model; the same as .deb; install.sh, a Containerfile and sums beside. Needs what `npm ci` and cmake left here,
 * and no network either. Writes below `out` only, and into `.build/whisper-portable`.
 */
export async function pack(options: PackOptions): Promise<Packed> {
  const { root, out, arch, say } = options;
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    version: string;
    files: readonly string[];
    dependencies: Readonly<Record<string, string>>;
  };
  const { version } = manifest;
  const tree = join(out, `hotelbot-${version}-linux-${arch}`);
  await rm(tree, { recursive: true, force: true });
  await mkdir(tree, { recursive: true });
  say("speech engine");
  const folder = join(root, ".build", "whisper-portable");
  const built = await buildEngine({ root, folder, flags: engineFlags(arch, true) });
  const engine = join(tree, ".build", "whisper", "bin", "whisper-server");
  await mkdir(join(engine, ".."), { recursive: true });
  await copyFile(built, engine);
  await execa("strip", [engine]);
  say("program");
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const compile = ["-p", join(root, "tsconfig.json"), "--outDir", join(tree, "dist"), "--sourceMap", "false"];
  await execa(process.execPath, [tsc, ...compile]);
  const learn = join(root, "src", "ops", "understand", "write-weights.ts");
  await execa(process.execPath, [learn, join(tree, "dist", "weights")]);
  say("packages and data");
  await copyFiles(root, tree, manifest.files);
  await copyPackages(root, tree, JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")), arch);
  await mkdir(join(tree, "systemd"));
  await writeFile(join(tree, "systemd", "hotelbot.service"), unit());
  await writeFile(join(tree, "systemd", "sysusers.conf"), sysusers());
  await writeFile(join(tree, "systemd", "tmpfiles.conf"), tmpfiles());
  const release = {
    format: 1,
    version,
    arch,
    node: manifest.dependencies.node,
    engine: { sha256: await sha256OfFile(engine), needs: ENGINE_NEEDS[arch] ?? [] },
  };
  await writeFile(join(tree, "release.json"), `${JSON.stringify(release, null, 2)}\n`);
  say("tarball");
  const tarball = await makeTarball(tree, out);
  say("Debian package");
  const installer = join(out, "install.sh");
  await copyFile(join(root, "install.sh"), installer);
  await copyFile(join(root, "docs", "Containerfile"), join(out, "Containerfile"));
  const licence = await readFile(join(root, "LICENSE"), "utf8");
  const deb = await makeDeb({ tarball, installer, licence, version, arch, out });
  return { version, tree, tarball, deb, installer };
}

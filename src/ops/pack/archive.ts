import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { execa } from "execa";
import { control, copyright, postinst, postrm, prerm } from "./debian.ts";

/** Of a file, hex. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Packs a folder into `<its name>.tar.gz` beside `out`'s others, with its sum in `.sha256`, and answers the path. */
export async function makeTarball(tree: string, out: string, level = 6): Promise<string> {
  const path = join(out, `${basename(tree)}.tar.gz`);
  const part = `${path}.part`;
  await execa("tar", [
    "--sort=name",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "-I",
    `gzip -n -${level}`,
    "-C",
    dirname(tree),
    "-cf",
    part,
    basename(tree),
  ]);
  await rename(part, path);
  await writeSum(path);
  return path;
}

/** `sha256sum --check` reads it. */
export async function writeSum(path: string): Promise<void> {
  await writeFile(`${path}.sha256`, `${await sha256OfFile(path)}  ${basename(path)}\n`);
}

/**
 * Wraps a tarball into a .deb. The package holds the tarball and not its files: dpkg would take the running release
 * away under the service, and with it the way back.
 */
export async function makeDeb(options: {
  readonly tarball: string;
  readonly installer: string;
  readonly licence: string;
  readonly version: string;
  readonly arch: string;
  readonly out: string;
}): Promise<string> {
  const { tarball, installer, licence, version, out } = options;
  const arch = options.arch === "x64" ? "amd64" : options.arch;
  const path = join(out, `hotelbot_${version}_${arch}.deb`);
  const tree = `${path}.tree`;
  await rm(tree, { recursive: true, force: true });
  const share = join(tree, "usr", "share", "hotelbot");
  const doc = join(tree, "usr", "share", "doc", "hotelbot");
  const debian = join(tree, "DEBIAN");
  for (const folder of [share, doc, debian]) await mkdir(folder, { recursive: true });
  try {
    await copyFile(tarball, join(share, basename(tarball)));
    await copyFile(`${tarball}.sha256`, join(share, `${basename(tarball)}.sha256`));
    await copyFile(installer, join(share, "install.sh"));
    await writeFile(join(doc, "copyright"), copyright(licence));
    await writeFile(join(debian, "control"), control(version, arch));
    for (const [name, text] of [
      ["postinst", postinst(basename(tarball))],
      ["prerm", prerm()],
      ["postrm", postrm()],
    ] as const) {
      await writeFile(join(debian, name), text);
      await chmod(join(debian, name), 0o755);
    }
    await chmod(join(share, "install.sh"), 0o755);
    await execa("dpkg-deb", ["--root-owner-group", "-Znone", "--build", tree, path]);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
  await writeSum(path);
  return path;
}

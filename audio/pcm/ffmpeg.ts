import { execa } from "execa";

export type FfmpegResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly missing: boolean; readonly why: string };

/** A whole conversion by an ffmpeg child on stdin and stdout. Never rejects. At most 30 s. */
export async function ffmpeg(
  args: readonly string[],
  input: Uint8Array | undefined,
  options: { readonly binary?: string; readonly maxBytes: number; readonly signal?: AbortSignal },
): Promise<FfmpegResult> {
  const binary = options.binary ?? "ffmpeg";
  const result = await execa(
    "nice",
    ["-n", "10", binary, "-hide_banner", "-loglevel", "error", "-nostdin", ...args],
    {
      ...(input ? { input } : { stdin: "ignore" as const }),
      encoding: "buffer",
      reject: false,
      timeout: 30_000,
      maxBuffer: options.maxBytes,
      ...(options.signal ? { cancelSignal: options.signal } : {}),
    },
  );
  // Status 127 is `nice` not finding the program it should run.
  if (result.exitCode === 127 || (result.failed && result.code === "ENOENT")) {
    return { ok: false, missing: true, why: `${binary} is not installed` };
  }
  if (result.isMaxBuffer) return { ok: false, missing: false, why: "it is too long" };
  if (result.failed) return { ok: false, missing: false, why: lastLine(result.stderr) ?? "ffmpeg gave up" };
  return { ok: true, bytes: result.stdout };
}

function lastLine(stderr: Uint8Array | string | undefined): string | undefined {
  const text = typeof stderr === "string" ? stderr : new TextDecoder().decode(stderr);
  return text
    .trim()
    .split("\n")
    .at(-1)
    ?.replace(/^\[[^\]]*\]\s*/, "");
}

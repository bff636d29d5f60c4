import { statSync } from "node:fs";
import { join } from "node:path";
import { loadSecrets, SECRET_NAMES, type SecretName } from "../../config/secrets.ts";
import { asHotelbotError } from "../../errors.ts";

/** A secret as it may be shown: never its value. */
export interface SecretEntry {
  readonly name: SecretName;
  /** Where it comes from: a systemd credential goes before a file; null when it is not set. */
  readonly from: "credential" | "file" | null;
  /** When its file was last written, ISO 8601; null without one. */
  readonly changedAt: string | null;
  /** A value to replace it with lies beside it, and both are accepted. */
  readonly replacing: boolean;
  /** hotel.yaml asks for it; null where there is no hotel.yaml to ask. */
  readonly needed: boolean | null;
  /** Why hotelbot would refuse it, or null. */
  readonly problem: string | null;
}

export interface SecretPlaces {
  readonly stateDir: string;
  /** systemd's `$CREDENTIALS_DIRECTORY`, where there is one. */
  readonly credentials: string | undefined;
  readonly needed: readonly SecretName[] | undefined;
}

export function listSecrets({ stateDir, credentials, needed }: SecretPlaces): SecretEntry[] {
  const secrets = loadSecrets(stateDir, credentials);
  return SECRET_NAMES.map((name) => {
    const file = join(stateDir, "secrets", name);
    const given = credentials === undefined ? undefined : changed(join(credentials, name));
    const own = changed(file);
    const wanted = needed?.includes(name) ?? null;
    return {
      name,
      from: given !== undefined ? "credential" : own !== undefined ? "file" : null,
      changedAt: given ?? own ?? null,
      replacing: changed(`${file}.next`) !== undefined,
      needed: wanted,
      problem: problemOf(() => secrets.all(name), given ?? own, wanted === true),
    };
  });
}

function problemOf(read: () => unknown, there: string | undefined, needed: boolean): string | null {
  if (there === undefined && !needed) return null;
  try {
    read();
    return null;
  } catch (thrown) {
    return asHotelbotError(thrown).message;
  }
}

function changed(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtime.toISOString();
}

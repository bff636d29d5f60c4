import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../errors.ts";
import type { SecretName } from "./secret-names.ts";

export { SECRET_NAMES, type SecretName } from "./secret-names.ts";

export interface Secrets {
  /** The value now in force. Throws SECRET_MISSING, SECRET_WEAK or SECRET_EXPOSED. */
  get(name: SecretName): string;
  /** Every value accepted now: the one in force, then `<name>.next` while one is being replaced. Throws as `get`. */
  all(name: SecretName): readonly string[];
  has(name: SecretName): boolean;
}

const SHORTEST = 16;
/** Drawn by somebody else, who may have drawn it short. */
const GIVEN: ReadonlySet<string> = new Set<SecretName>(["alert-smtp-password"]);
const SHORTEST_GIVEN = 8;
const EXAMPLE =
  /change.?me|example|ejemplo|exemplo|placeholder|your[-_ ]|insert|dummy|secret|password|^123456|xxxx/i;

/**
 * Secrets by name: a systemd credential (`$CREDENTIALS_DIRECTORY/<name>`), else `<state>/secrets/<name>`, which only
 * its owner may read. Files are read at each call, so that a renewed token needs no restart; a line end at the end is
 * not part of the secret.
 */
export function loadSecrets(
  stateDir: string,
  credentials: string | undefined = process.env.CREDENTIALS_DIRECTORY,
): Secrets {
  const own = join(stateDir, "secrets");
  const find = (file: string): { path: string; value: string } | undefined => {
    const given = credentials ? readSecret(join(credentials, file)) : undefined;
    // systemd's credentials are private to the service whatever their mode says: access is by ACL.
    return given ?? readSecret(join(own, file), refuseExposed);
  };
  const get = (name: SecretName): string => {
    const found = find(name);
    if (!found) throw new HotelbotError("SECRET_MISSING", { name, path: join(own, name) });
    return strong(name, found);
  };
  return {
    get,
    all: (name) => {
      const next = find(`${name}.next`);
      return next ? [get(name), strong(`${name}.next`, next)] : [get(name)];
    },
    has: (name) => find(name) !== undefined,
  };
}

/** True for a value nobody would have drawn at random: short, an example, or few different characters. */
export function isWeakSecret(value: string, name = ""): boolean {
  if (GIVEN.has(name)) return value.length < SHORTEST_GIVEN || EXAMPLE.test(value);
  return value.length < SHORTEST || EXAMPLE.test(value) || new Set(value).size < 8;
}

function strong(name: string, found: { readonly path: string; readonly value: string }): string {
  if (isWeakSecret(found.value, name)) throw new HotelbotError("SECRET_WEAK", { name, path: found.path });
  return found.value;
}

function readSecret(
  path: string,
  check: (path: string) => void = () => {},
): { path: string; value: string } | undefined {
  let value: string;
  try {
    value = readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new HotelbotError("FILE_UNREADABLE", { path, what: code }, { cause: error });
  }
  check(path);
  return value === "" ? undefined : { path, value };
}

function refuseExposed(path: string): void {
  if ((statSync(path).mode & 0o077) !== 0) throw new HotelbotError("SECRET_EXPOSED", { path });
}

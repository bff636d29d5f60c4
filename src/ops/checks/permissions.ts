import type { CheckResult } from "./check.ts";

/** A file or folder only hotelbot's own user may open. */
export interface PrivatePath {
  readonly path: string;
  /** Permission bits; undefined when it is not there. */
  readonly mode?: number | undefined;
  /** Whose it is, by number. */
  readonly uid?: number | undefined;
}

export interface PermissionFacts {
  /** The state folder first. */
  readonly paths: readonly PrivatePath[];
  /** Who runs hotelbot. */
  readonly uid: number | undefined;
}

/** True when others than its owner may do anything with it. */
export function isOpen({ mode = 0 }: PrivatePath): boolean {
  return (mode & 0o077) !== 0;
}

/** Others may write there, or read what is secret; a folder they may look into whose files are closed is less. */
function isGrave({ path, mode = 0 }: PrivatePath): boolean {
  return (mode & 0o022) !== 0 || /\/secrets(?:\/|$)|\.db$/.test(path);
}

/** What guests wrote and the hotel's secrets are for hotelbot's user alone. */
export function checkPermissions({ paths, uid }: PermissionFacts): CheckResult {
  const name = "permissions";
  const [state] = paths;
  if (state?.mode === undefined) {
    const text = `the state folder ${state?.path ?? ""} is not there`;
    return { name, state: "warning", text, cure: "Run hotelbot doctor --fix, or start hotelbot once." };
  }
  const open = paths.filter(isOpen);
  if (open.length > 0) {
    const text = `others may open ${open.map(({ path }) => path).join(", ")}`;
    const cure = `Run hotelbot doctor --fix, or: chmod go= ${open.map(({ path }) => path).join(" ")}`;
    return { name, state: open.some(isGrave) ? "critical" : "warning", text, cure };
  }
  // Root may read what is hotelbot's; hotelbot may not read what is root's.
  const foreign = paths.filter((each) => each.uid !== undefined && each.uid !== state.uid);
  const strangers = uid !== 0 && state.uid !== uid ? [state, ...foreign] : foreign;
  if (strangers.length > 0) {
    const text = `another user owns ${strangers.map(({ path }) => path).join(", ")}`;
    const cure = `Give it to the user that runs hotelbot: sudo chown -R hotelbot: ${state.path}`;
    return { name, state: "critical", text, cure };
  }
  return { name, state: "ok", text: `${state.path} is private` };
}

import { loadHotel } from "../../config/load.ts";
import { neededSecrets } from "../../config/needed-secrets.ts";
import { SECRET_NAMES, type SecretName } from "../../config/secrets.ts";
import { usualConfig } from "../../config/usual.ts";
import { HotelbotError } from "../../errors.ts";
import { stateFolder, thisMachine } from "../../platform/paths.ts";
import { listSecrets, type SecretEntry } from "./listing.ts";

/** The state folder a command line means. */
export function stateHere(given: string | undefined): string {
  return stateFolder(given, thisMachine());
}

/** The secrets of the state folder a command line means, measured by its hotel.yaml where it has one that is right. */
export function secretsHere(given: string | undefined): SecretEntry[] {
  const stateDir = stateHere(given);
  return listSecrets({ stateDir, credentials: process.env.CREDENTIALS_DIRECTORY, needed: needed(stateDir) });
}

/** Throws REQUEST_INVALID for a name nobody asks for. */
export function secretName(name: string): SecretName {
  const known = SECRET_NAMES.find((each) => each === name);
  if (known) return known;
  throw new HotelbotError("REQUEST_INVALID", { what: `«${name}» is none of ${SECRET_NAMES.join(", ")}` });
}

function needed(stateDir: string): readonly SecretName[] | undefined {
  try {
    return neededSecrets(loadHotel(usualConfig(stateDir)));
  } catch {
    return undefined;
  }
}

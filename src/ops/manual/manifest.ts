/** What oclif's manifest says of a command, as far as a manual or a completion needs it. */
export interface ManualCommand {
  readonly id: string;
  readonly summary?: string;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly flags: Readonly<Record<string, ManualFlag>>;
  readonly args: Readonly<Record<string, ManualArg>>;
}

export interface ManualFlag {
  readonly name: string;
  readonly type: "boolean" | "option";
  readonly char?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly helpValue?: string;
  readonly helpGroup?: string;
  readonly options?: readonly string[];
}

export interface ManualArg {
  readonly name: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly options?: readonly string[];
}

export interface Manifest {
  readonly version: string;
  readonly commands: Readonly<Record<string, ManualCommand>>;
}

/** Commands by their words, in the order of the alphabet: `backup key new`. */
export function commandsOf(
  manifest: Manifest,
): { readonly words: string; readonly command: ManualCommand }[] {
  return Object.values(manifest.commands)
    .map((command) => ({ words: command.id.replaceAll(":", " "), command }))
    .sort((a, b) => (a.words < b.words ? -1 : 1));
}

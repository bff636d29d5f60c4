import { execa } from "execa";
import { HotelbotError } from "../../errors.ts";

/** Opens an address in the desktop's own browser. Rejects with USAGE where there is none. */
export async function openBrowser(url: string): Promise<void> {
  try {
    // As an argument, never through a shell.
    await execa("xdg-open", [url], { stdio: "ignore", timeout: 10_000 });
  } catch (error) {
    const what = "No browser could be opened here: copy the link into one";
    throw new HotelbotError("USAGE", { what }, { cause: error });
  }
}

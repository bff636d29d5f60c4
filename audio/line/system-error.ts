/** What the system said, in words: a port that is taken, an address that is not ours. */
export function systemError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return "another program uses its port";
  if (code === "EADDRNOTAVAIL") return "this machine has no such address";
  if (code === "EACCES") return "the port may not be used";
  return error instanceof Error ? error.message : String(error);
}

/** The package carries no types; what is used of it. */
declare module "node-record-lpcm16" {
  import type { ChildProcess } from "node:child_process";
  import type { Readable } from "node:stream";

  interface Recording {
    readonly process: ChildProcess;
    stream(): Readable;
    stop(): void;
  }
  const recorder: {
    record(options: {
      readonly sampleRate: number;
      readonly channels: number;
      readonly recorder: string;
      readonly device?: string | null;
    }): Recording;
  };
  export default recorder;
}

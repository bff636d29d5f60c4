/** WebRTC's voice activity detector; the package carries no types. Pointers are offsets into the heap. */
declare module "@echogarden/fvad-wasm" {
  export interface FvadModule {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(handle: number): void;
    _fvad_reset(handle: number): void;
    /** 0 (lets most through) … 3 (strictest); answers −1 for any other. */
    _fvad_set_mode(handle: number, mode: number): number;
    _fvad_set_sample_rate(handle: number, hz: number): number;
    /** 10, 20 or 30 ms of samples: 1 speech, 0 none, −1 a wrong length. */
    _fvad_process(handle: number, pointer: number, samples: number): number;
  }
  export default function fvad(): Promise<FvadModule>;
}

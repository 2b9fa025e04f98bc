/** Words that the grammar of JavaScript modules or of TypeScript's types keeps for itself. */
const KEYWORDS = `
  abstract any as asserts async await bigint boolean break case catch class const constructor
  continue debugger declare default delete do else enum export extends false finally for from
  function get global if implements import in infer instanceof interface intrinsic is keyof let
  module namespace never new null number object of out override package private protected public
  readonly require return satisfies set static string super switch symbol this throw true try type
  typeof undefined unique unknown using var void while with yield`;

/** Names that mean something everywhere, which generated code may use itself. */
const GLOBALS = `
  AbortController AbortSignal AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array
  BigUint64Array Blob Boolean BroadcastChannel Buffer Crypto CryptoKey CustomEvent DOMException
  DataView Date Error EvalError Event EventSource EventTarget File FinalizationRegistry Float32Array
  Float64Array FormData Function Headers Infinity Int16Array Int32Array Int8Array Intl Iterator JSON
  Map Math MessageChannel MessageEvent MessagePort NaN Navigator Number Object Performance Promise
  Proxy RangeError ReadableStream ReferenceError Reflect RegExp Request Response Set
  SharedArrayBuffer Storage String SubtleCrypto Symbol SyntaxError TextDecoder TextEncoder
  TransformStream TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly WebSocket WritableStream arguments atob btoa
  clearImmediate clearInterval clearTimeout console crypto decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape eval exports fetch globalThis isFinite isNaN localStorage navigator
  parseFloat parseInt performance process queueMicrotask sessionStorage setImmediate setInterval
  setTimeout structuredClone unescape`;

/** TypeScript's own types. */
const TYPES = `
  AsyncGenerator AsyncIterable AsyncIterator Awaited Capitalize ConstructorParameters Exclude Extract
  Generator InstanceType Iterable Lowercase NodeJS NonNullable Omit Parameters Partial Pick
  PropertyKey Readonly ReadonlyArray ReadonlyMap ReadonlySet Record Required ReturnType ThisType
  Uncapitalize Uppercase`;

/** Names that an object or a module has, or is asked for, without having declared them. */
const INHERITED = `
  __defineGetter__ __defineSetter__ __dirname __esModule __filename __lookupGetter__
  __lookupSetter__ __proto__ hasOwnProperty isPrototypeOf propertyIsEnumerable prototype then toJSON
  toLocaleString toString valueOf`;

/** Names that generated code never declares. */
export const reservedNames: ReadonlySet<string> = new Set(
  [KEYWORDS, GLOBALS, TYPES, INHERITED].flatMap((names) => names.trim().split(/\s+/)),
);

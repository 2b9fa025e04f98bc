import { writeFileSync } from "node:fs";
import { isIPv6 } from "node:net";
import { dirname, join, resolve, sep } from "node:path";
import type { RequestTrace, TraceLevel } from "../dev-gateway/request-trace.js";
import type { DocumentOptions } from "../read-document.js";
import type { Watching } from "../watch/watch-files.js";
import { watchFiles } from "../watch/watch-files.js";
import { CacheFolder } from "./cache-folder.js";
import type { FrontDoor } from "./front-door.js";
import type { Ready } from "./gateway-child.js";
import { GatewayChild } from "./gateway-child.js";
import type { MadeGateway } from "./make-gateway.js";
import { filesOf, GatewayMaker } from "./make-gateway.js";
import { userModules, userSources } from "./project-sources.js";
import { writeModules } from "./write-modules.js";

export interface DevelopmentOptions extends DocumentOptions {
  /** Where clients find the gateway, without the port. */
  readonly host: string;
  /** The project whose hooks are used. */
  readonly project: string | undefined;
  /** Whether upstreams are mocked. */
  readonly mock: boolean;
  readonly trace: TraceLevel;
  /** The folder with what runs gateways. */
  readonly programs: string;
}

/** Is told what happens. */
export interface DevelopmentEvents {
  /** The document was read; its problems are told anew only where they changed. */
  read(made: MadeGateway): void;
  /** A gateway serves now. */
  serving(event: Serving): void;
  /** A change led to no gateway; what served before goes on, if it did. */
  failed(why: string, goesOn: boolean): void;
  traced(trace: RequestTrace): void;
}

export interface Serving {
  readonly url: string;
  /** Milliseconds since the change that it follows; undefined for the first. */
  readonly reloadMs: number | undefined;
  readonly mock: boolean;
  /** Settings that are not set, and got harmless values. */
  readonly mockedSettings: readonly string[];
  /** Hooks that are not written: their stubs refuse, or are mocked. */
  readonly stubs: readonly string[];
  /** The folder of the project that hooks and settings are of. */
  readonly project: string | undefined;
}

interface RunningChild {
  readonly child: GatewayChild;
  readonly ready: Ready;
}

/** How long what was begun may take when another gateway has taken over, and at the end. */
const DRAIN_MS = 30_000;
const DRAIN_AT_END_MS = 3000;

/** Keeps a gateway running that is what its document and its hooks say. */
export class DevelopmentServer {
  readonly #options: DevelopmentOptions;
  readonly #events: DevelopmentEvents;
  readonly #door: FrontDoor;
  readonly #cache: CacheFolder;
  readonly #maker: GatewayMaker;
  /** Of the gateways that run: settle when nothing is left of them. */
  readonly #remains = new Set<Promise<void>>();
  readonly #children = new Set<GatewayChild>();
  #current: GatewayChild | undefined;
  /** Has loaded what every gateway needs. */
  #spare: GatewayChild | undefined;
  #made: MadeGateway | undefined;
  /** One, or those that take over from one another. */
  readonly #watching = new Set<Watching>();
  #changed = new Set<string>();
  #changedAt = 0;
  #isReloading = false;
  #isClosing = false;

  constructor(options: DevelopmentOptions, door: FrontDoor, events: DevelopmentEvents) {
    const { mock, programs } = options;
    this.#options = options;
    this.#events = events;
    this.#door = door;
    this.#cache = new CacheFolder(this.#path(options.document));
    const mockHooks = mock ? join(programs, "mock-hooks.js") : undefined;
    this.#maker = new GatewayMaker(options, mockHooks);
  }

  /** Starts the first gateway, and follows changes from then on. False where there was none to start. */
  async start(): Promise<boolean> {
    this.#spare = this.#newChild();
    // From before anything is read: a change that comes meanwhile is not missed.
    this.#follow(Date.now());
    this.#isReloading = true;
    const started = await this.#renew(true, undefined);
    if (started) await this.#reload();
    return started;
  }

  /** Lets what was begun finish, and ends. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([...this.#watching].map((each) => each.close()));
    this.#door.close();
    await Promise.all([...this.#children].map((child) => child.drain(DRAIN_AT_END_MS)));
    await Promise.all(this.#remains);
  }

  /** Ends all gateways at once. */
  kill(): void {
    for (const child of this.#children) child.kill();
  }

  #path(path: string): string {
    return resolve(this.#options.cwd ?? process.cwd(), path);
  }

  /** Where settings and their relative paths are: where the project is, else the document. */
  get #home(): string {
    return this.#options.project ?? dirname(this.#path(this.#options.document));
  }

  get #envFile(): string {
    return join(this.#home, ".env");
  }

  #watched(): readonly string[] {
    const { overlays = [], variablesFile, project, document } = this.#options;
    const besides = [
      document,
      ...overlays,
      ...(variablesFile === undefined ? [] : [variablesFile]),
    ];
    const sources = project === undefined ? [] : userSources(project);
    const files = [...besides.map((each) => this.#path(each)), this.#envFile, ...sources];
    return this.#made === undefined ? files : filesOf(this.#made, files);
  }

  /** Watches what a gateway is made of, anew: what was written from a time on is a change, too. */
  #follow(since: number): void {
    const before = [...this.#watching];
    const watching = watchFiles(this.#watched(), since, (files) => this.#change(files));
    this.#watching.add(watching);
    void watching.ready.then(() => {
      for (const each of before) {
        this.#watching.delete(each);
        void each.close();
      }
    });
  }

  #change(files: readonly string[]): void {
    this.#changedAt = performance.now();
    for (const file of files) this.#changed.add(file);
    if (!this.#isReloading) void this.#reload();
  }

  async #reload(): Promise<void> {
    this.#isReloading = true;
    while (this.#changed.size > 0 && !this.#isClosing) {
      const changed = this.#changed;
      this.#changed = new Set();
      const isOfDocument = [...changed].some((file) => !this.#isOfUser(file));
      await this.#renew(isOfDocument, this.#changedAt);
    }
    this.#isReloading = false;
  }

  /** Whether a file is one of hooks or settings, after which the document need not be read anew. */
  #isOfUser(file: string): boolean {
    const { project } = this.#options;
    return (
      file === this.#envFile ||
      (project !== undefined && file.startsWith(join(project, "src") + sep))
    );
  }

  /** Makes and starts a gateway, which takes over when it is there. */
  async #renew(isOfDocument: boolean, since: number | undefined): Promise<boolean> {
    const goesOn = this.#current !== undefined;
    const began = Date.now();
    try {
      if (isOfDocument || this.#made?.modules === undefined) {
        const made = await this.#maker.make();
        this.#made = made;
        this.#events.read(made);
      }
      this.#follow(began);
      if (this.#made?.modules === undefined) {
        if (goesOn) this.#events.failed("The document has errors.", goesOn);
        return this.#stay();
      }
      const { child, ready } = await this.#launch(this.#made.modules, this.#made);
      if (this.#isClosing) {
        child.kill();
        return false;
      }
      const before = this.#current;
      this.#current = child;
      this.#door.lead((socket) => child.take(socket));
      if (before !== undefined) void before.drain(DRAIN_MS);
      this.#events.serving(this.#serving(ready, since));
      this.#spare ??= this.#newChild();
      return true;
    } catch (error) {
      this.#events.failed(error instanceof Error ? error.message : String(error), goesOn);
      return this.#stay();
    }
  }

  /** What served before goes on, if anything did. */
  #stay(): false {
    if (this.#current === undefined) this.#door.hold(false);
    else this.#spare ??= this.#newChild();
    return false;
  }

  #serving(ready: Ready, since: number | undefined): Serving {
    const { host, mock, project } = this.#options;
    const name = isIPv6(host) ? `[${host}]` : host;
    return {
      url: `${ready.scheme}://${name}:${this.#door.port}`,
      reloadMs: since === undefined ? undefined : performance.now() - since,
      mock,
      mockedSettings: ready.mocked,
      stubs: ready.stubs,
      project,
    };
  }

  async #launch(modules: ReadonlyMap<string, string>, made: MadeGateway): Promise<RunningChild> {
    const { project, mock, trace, programs } = this.#options;
    const written = project === undefined ? new Map<string, string>() : userModules(project);
    const folder = this.#cache.next();
    try {
      const all = new Map<string, string | Buffer>([...written, ...modules]);
      const base = writeModules(folder, all, join(programs, "runtime"), project);
      const mocksFile = mock ? join(folder, "mocks.json") : undefined;
      if (mocksFile !== undefined) {
        writeFileSync(mocksFile, JSON.stringify(made.mocks), { mode: 0o600 });
      }
      const child = this.#takeSpare();
      const ready = await child.start({ folder: base, envFile: this.#envFile, trace, mocksFile });
      const gone: Promise<void> = child.ended
        .then(() => {
          if (this.#current === child) this.#lost();
          return this.#cache.remove(folder);
        })
        .finally(() => this.#remains.delete(gone));
      this.#remains.add(gone);
      return { child, ready };
    } catch (error) {
      await this.#cache.remove(folder);
      throw error;
    }
  }

  /** The process that waits for a gateway; the next one is made ready meanwhile. */
  #takeSpare(): GatewayChild {
    const spare = this.#spare ?? this.#newChild();
    this.#spare = undefined;
    return spare;
  }

  #newChild(): GatewayChild {
    const program = join(this.#options.programs, "gateway-process.js");
    const child = new GatewayChild(program, this.#home, (trace) => this.#events.traced(trace));
    this.#children.add(child);
    void child.ended.then(() => {
      this.#children.delete(child);
      if (this.#spare === child) this.#spare = undefined;
    });
    return child;
  }

  /** The gateway's process ended by itself. */
  #lost(): void {
    this.#current = undefined;
    if (this.#isClosing) return;
    this.#door.hold(this.#isReloading);
    this.#events.failed(
      "The gateway's process ended; it starts again with the next change.",
      false,
    );
  }
}

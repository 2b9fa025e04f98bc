import { EVENT_ID, getScalarValue, SCALAR_STYLE } from "js-yaml";
import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from "js-yaml";
import { childPointer } from "./json-pointer.js";
import {
  openPointer,
  type DuplicateKey,
  type OpenNode,
  type TextNode,
  type TextTree,
} from "./text-tree.js";
import { plainScalar } from "./yaml-schema.js";

/** Of members that merge keys bring in, more than this are located at the mapping around them. */
export const MOST_MERGED_KEYS = 100_000;

interface Frame {
  readonly node: OpenNode;
  /** The key whose value comes next. A list, an object or an alias as a key has no name. */
  next: { name: string | undefined; offset: number; isMerge: boolean } | undefined;
  readonly merges: OpenNode[];
}

/**
 * Where every value of a YAML text stands, from the events that the values were made of. What came
 * in through an alias or a merge key is located where it is written.
 */
export function yamlTree(text: string, events: readonly Event[]): TextTree {
  return new EventReader(text).read(events);
}

class EventReader {
  readonly #text: string;
  readonly #open: Frame[] = [];
  readonly #anchors = new Map<string, OpenNode>();
  readonly #duplicates: DuplicateKey[] = [];
  #root: OpenNode | undefined;
  #end = 0;
  #merged = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(events: readonly Event[]): TextTree {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.SCALAR:
          this.#scalar(event);
          break;
        case EVENT_ID.ALIAS:
          this.#alias(event.anchorStart, event.anchorEnd);
          break;
        case EVENT_ID.MAPPING:
        case EVENT_ID.SEQUENCE:
          this.#collection(event);
          break;
        case EVENT_ID.POP:
          this.#close();
          break;
        default:
      }
    }
    const nothing = { start: 0, end: this.#text.length, children: new Map() };
    return { root: this.#root ?? nothing, duplicates: this.#duplicates };
  }

  #scalar(event: ScalarEvent): void {
    const { start, end } = this.#extent(event);
    const value = getScalarValue(this.#text, event);
    const isPlain = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
    const frame = this.#open.at(-1);
    if (frame && !frame.node.list && !frame.next) {
      const tag = this.#text.slice(Math.max(event.tagStart, 0), Math.max(event.tagEnd, 0));
      const isMerge = (isPlain && value === "<<") || tag === "!!merge";
      const name = isPlain ? String(plainScalar(value)) : value;
      frame.next = { name, offset: start, isMerge };
      this.#end = end;
    } else this.#anchor(event, this.#add(start, end, { list: false, children: new Map() }));
  }

  #extent(event: ScalarEvent): { start: number; end: number } {
    if (event.valueStart < 0) return { start: this.#end, end: this.#end };
    const { valueStart, valueEnd, style } = event;
    if (style === SCALAR_STYLE.PLAIN) return { start: valueStart, end: valueEnd };
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
      return { start: valueStart - 1, end: valueEnd + 1 };
    }
    const indentation = this.#text.slice(valueStart, valueEnd).search(/\S|$/);
    return { start: valueStart + indentation, end: valueEnd };
  }

  #alias(start: number, end: number): void {
    const frame = this.#open.at(-1);
    if (frame && !frame.node.list && !frame.next) {
      frame.next = { name: undefined, offset: start - 1, isMerge: false };
    } else {
      const target = this.#anchors.get(this.#text.slice(start, end));
      this.#add(start - 1, end, {
        list: target?.list ?? false,
        children: target?.children ?? new Map(),
      });
    }
  }

  #collection(event: MappingEvent | SequenceEvent): void {
    const list = event.type === EVENT_ID.SEQUENCE;
    const frame = this.#open.at(-1);
    const isKey = frame && !frame.node.list && !frame.next;
    if (isKey) frame.next = { name: undefined, offset: event.start, isMerge: false };
    const node = isKey
      ? { start: event.start, end: event.start, children: new Map(), list, name: undefined }
      : this.#add(event.start, event.start, { list, children: new Map() });
    this.#anchor(event, node);
    this.#open.push({ node, next: undefined, merges: [] });
  }

  #close(): void {
    const frame = this.#open.pop();
    if (!frame) return;
    frame.node.end = Math.max(this.#end, frame.node.start);
    for (const source of frame.merges) {
      for (const { children } of source.list ? source.children.values() : [source]) {
        this.#merge(frame.node, children);
      }
    }
  }

  #merge(into: OpenNode, children: TextNode["children"]): void {
    for (const [name, child] of children) {
      if (++this.#merged > MOST_MERGED_KEYS) return;
      if (!into.children.has(name)) into.children.set(name, child);
    }
  }

  /** Puts a value into its parent: as the value of the key before it, or as the next item. */
  #add(start: number, end: number, rest: Pick<OpenNode, "list" | "children">): OpenNode {
    const frame = this.#open.at(-1);
    const key = frame?.next;
    const name = frame?.node.list ? String(frame.node.children.size) : key?.name;
    const node: OpenNode = { start, end, ...(key && { key: key.offset }), name, ...rest };
    this.#end = end;
    if (!frame) this.#root ??= node;
    else if (key?.isMerge) frame.merges.push(node);
    else if (name !== undefined) {
      const before = frame.node.children.get(name);
      if (before && key) {
        const parents = this.#open.map((open) => open.node);
        const pointer = childPointer(openPointer(parents), name);
        this.#duplicates.push({ pointer, key: name, first: before, second: node });
      }
      frame.node.children.set(name, node);
    }
    if (frame) frame.next = undefined;
    return node;
  }

  #anchor(event: ScalarEvent | MappingEvent | SequenceEvent, node: OpenNode): void {
    if (event.anchorStart >= 0) {
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
    }
  }
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PolicyRequest } from "../../../templates/runtime/policy/evaluate-policy.js";
import { evaluatePolicy } from "../../../templates/runtime/policy/evaluate-policy.js";
import { readPolicy } from "../../../templates/runtime/policy/read-policy.js";
import { matchesWildcard } from "../../../templates/runtime/policy/wildcard.js";

const ARN = "arn:aws:execute-api:eu-west-1:123456789012:shop/live/GET/toys/7";
const KNOWN: Record<string, readonly string[]> = {
  "aws:sourceip": ["198.51.100.7"],
  "aws:useragent": ["Toy/1.0"],
  "aws:currenttime": ["2026-03-01T12:00:00Z"],
  "aws:epochtime": ["1772366400"],
  "aws:securetransport": ["true"],
  "aws:principalarn": ["arn:aws:iam::123456789012:user/toys/ann"],
  "aws:tagkeys": ["red", "blue"],
};

function request(change: Partial<PolicyRequest> = {}): PolicyRequest {
  return {
    action: "execute-api:Invoke",
    resource: ARN,
    principal: undefined,
    keys: new Map(Object.entries(KNOWN)),
    ...change,
  };
}

const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };

function decide(statement: object | object[], change: Partial<PolicyRequest> = {}): string {
  const policy = readPolicy({ Version: "2012-10-17", Statement: statement });
  return evaluatePolicy([policy], request(change));
}

describe("a statement applies by", () => {
  test.each([
    ["its action", {}, "allow"],
    ["an action in other case", { Action: "EXECUTE-API:invoke" }, "allow"],
    ["an action with wildcards", { Action: "execute-*:Inv?ke" }, "allow"],
    ["one action of a list", { Action: ["s3:GetObject", "execute-api:*"] }, "allow"],
    ["no other action", { Action: "execute-api:InvalidateCache" }, "implicit deny"],
    ["an action that is not excluded", { Action: undefined, NotAction: "s3:*" }, "allow"],
    ["no excluded action", { Action: undefined, NotAction: "execute-api:*" }, "implicit deny"],
    ["its very resource", { Resource: ARN }, "allow"],
    ["a resource whose run holds slashes", { Resource: "arn:*/live/*/7" }, "allow"],
    ["a resource with one character open", { Resource: ARN.replace("7", "?") }, "allow"],
    ["no resource in other case", { Resource: ARN.replace("toys", "Toys") }, "implicit deny"],
    ["no resource that it is longer than", { Resource: ARN.slice(0, -1) }, "implicit deny"],
    ["a resource not excluded", { Resource: undefined, NotResource: "arn:*/POST/*" }, "allow"],
    ["no excluded resource", { Resource: undefined, NotResource: "*/toys/*" }, "implicit deny"],
  ])("%s", (_what, change, expected) => {
    expect(decide({ ...allow, ...change })).toBe(expected);
  });
});

test("an explicit deny outdoes allows wherever it stands", () => {
  const deny = { Effect: "Deny", Action: "*", Resource: "*/toys/*" };
  expect(decide([deny, allow])).toBe("explicit deny");
  expect(decide([allow, deny])).toBe("explicit deny");
  const [allowing, denying] = [readPolicy({ Statement: allow }), readPolicy({ Statement: deny })];
  expect(evaluatePolicy([allowing, denying], request())).toBe("explicit deny");
  expect(evaluatePolicy([allowing], request())).toBe("allow");
  expect(evaluatePolicy([], request())).toBe("implicit deny");
});

const ann = {
  arns: [
    "arn:aws:sts::123456789012:assumed-role/clerk/ann",
    "arn:aws:iam::123456789012:role/clerk",
  ],
  accountId: "123456789012",
};

describe("a principal", () => {
  test.each<[string, unknown, boolean, boolean]>([
    ["anybody", "*", true, true],
    ["any of Amazon's", { AWS: "*" }, true, true],
    ["an account", { AWS: "123456789012" }, true, false],
    ["the root of an account", { AWS: ["arn:aws:iam::123456789012:root"] }, true, false],
    ["a session", { AWS: "arn:aws:sts::123456789012:assumed-role/clerk/ann" }, true, false],
    ["its role", { AWS: ["999999999999", "arn:aws:iam::123456789012:role/clerk"] }, true, false],
    ["somebody else", { AWS: "arn:aws:iam::123456789012:role/other" }, false, false],
    ["a service", { Service: "events.amazonaws.com" }, false, false],
  ])("%s", (_who, principal, known, unknown) => {
    const stated = { ...allow, Principal: principal };
    const negated = { ...allow, NotPrincipal: principal };
    expect(decide(stated, { principal: ann }) === "allow").toBe(known);
    expect(decide(stated) === "allow").toBe(unknown);
    expect(decide(negated, { principal: ann }) === "allow").toBe(!known);
    expect(decide(negated) === "allow").toBe(!unknown);
  });
});

describe("a condition", () => {
  test.each<[string, Record<string, unknown>, boolean]>([
    ["StringEquals", { "aws:UserAgent": "Toy/1.0" }, true],
    ["StringEquals", { "AWS:USERAGENT": ["x", "Toy/1.0"] }, true],
    ["StringEquals", { "aws:UserAgent": "toy/1.0" }, false],
    ["StringEquals", { "aws:UserAgent": "Toy/*" }, false],
    ["StringEquals", { "aws:UserAgent": "Toy/1.0", "aws:Referer": "x" }, false],
    ["StringEqualsIgnoreCase", { "aws:UserAgent": "tOY/1.0" }, true],
    ["StringLike", { "aws:UserAgent": "Toy/?.*" }, true],
    ["StringNotEquals", { "aws:UserAgent": ["a", "b"] }, true],
    ["StringNotEquals", { "aws:UserAgent": ["a", "Toy/1.0"] }, false],
    ["StringNotEqualsIgnoreCase", { "aws:UserAgent": "toy/1.0" }, false],
    ["StringNotLike", { "aws:UserAgent": "Toy*" }, false],
    ["NumericLessThan", { "aws:EpochTime": 1_800_000_000 }, true],
    ["NumericGreaterThanEquals", { "aws:EpochTime": "1772366400" }, true],
    ["NumericEquals", { "aws:UserAgent": 1 }, false],
    ["NumericNotEquals", { "aws:EpochTime": 1 }, true],
    ["DateGreaterThan", { "aws:CurrentTime": "2026-03-01T11:59:59Z" }, true],
    ["DateLessThan", { "aws:CurrentTime": "2026-03-01" }, false],
    ["DateLessThanEquals", { "aws:CurrentTime": "2026-03-01T13:00:00+01:00" }, true],
    ["DateEquals", { "aws:EpochTime": "2026-03-01T12:00Z" }, true],
    ["DateNotEquals", { "aws:CurrentTime": "1772366400" }, false],
    ["Bool", { "aws:SecureTransport": true }, true],
    ["Bool", { "aws:SecureTransport": "FALSE" }, false],
    ["IpAddress", { "aws:SourceIp": "198.51.100.0/24" }, true],
    ["IpAddress", { "aws:SourceIp": ["2001:db8::/32", "198.51.100.7"] }, true],
    ["IpAddress", { "aws:SourceIp": "198.51.101.0/24" }, false],
    ["NotIpAddress", { "aws:SourceIp": ["198.51.101.0/24", "198.51.100.0/24"] }, false],
    ["ArnLike", { "aws:PrincipalArn": "arn:aws:iam::*:user/*" }, true],
    ["ArnEquals", { "aws:PrincipalArn": "arn:aws:*:*:user/toys/ann:x" }, false],
    ["ArnNotLike", { "aws:PrincipalArn": "arn:aws:iam::*:role/*" }, true],
    ["ArnNotEquals", { "aws:PrincipalArn": "arn:aws:iam::123456789012:user/toys/ann" }, false],
    ["Null", { "aws:Referer": true }, true],
    ["Null", { "aws:Referer": "false" }, false],
    ["Null", { "aws:UserAgent": "false" }, true],
    ["StringEquals", { "aws:Referer": "x" }, false],
    ["StringNotEquals", { "aws:Referer": "x" }, true],
    ["NotIpAddress", { "aws:VpcSourceIp": "10.0.0.0/8" }, true],
    ["StringEqualsIfExists", { "aws:Referer": "x" }, true],
    ["StringEqualsIfExists", { "aws:UserAgent": "x" }, false],
    ["ForAnyValue:StringEquals", { "aws:TagKeys": ["blue", "green"] }, true],
    ["ForAnyValue:StringNotEquals", { "aws:TagKeys": "blue" }, true],
    ["ForAnyValue:StringEquals", { "aws:Referer": "x" }, false],
    ["ForAnyValue:StringEqualsIfExists", { "aws:Referer": "x" }, true],
    ["ForAllValues:StringEquals", { "aws:TagKeys": ["blue", "green"] }, false],
    ["ForAllValues:StringLike", { "aws:TagKeys": ["b*", "r*"] }, true],
    ["ForAllValues:StringEquals", { "aws:Referer": "x" }, true],
    ["StringEquals", { "aws:__proto__": "x" }, false],
  ])("%s %j: %s", (operator, keys, holds) => {
    const statement = { ...allow, Condition: { [operator]: keys } };
    expect(decide(statement)).toBe(holds ? "allow" : "implicit deny");
  });

  test("knows addresses of version 6, with their zones", () => {
    const Condition = { IpAddress: { "aws:SourceIp": "fe80::/10" } };
    const from = (address: string) =>
      decide({ ...allow, Condition }, { keys: new Map([["aws:sourceip", [address]]]) });
    expect(from("fe80::1")).toBe("allow");
    expect(from("fe80::1%eth0")).toBe("allow");
    expect(from("2001:db8::1")).toBe("implicit deny");
    expect(from("no address")).toBe("implicit deny");
  });

  test("holds with others of its statement only", () => {
    const Condition = {
      IpAddress: { "aws:SourceIp": "198.51.100.0/24" },
      StringEquals: { "aws:UserAgent": "other" },
    };
    expect(decide({ ...allow, Condition })).toBe("implicit deny");
  });
});

describe("is no policy:", () => {
  test.each<[unknown, string]>([
    [undefined, "the policy must be an object"],
    [[], "the policy must be an object"],
    [{}, "the policy must have a Statement"],
    [{ Version: "2020-01-01", Statement: allow }, "Version must be 2012-10-17 or 2008-10-17"],
    [{ statement: allow }, "statement is no such member"],
    [{ Statement: [] }, "Statement must not be empty"],
    [{ Statement: [allow, "x"] }, "Statement.1 must be an object"],
    [{ Statement: { ...allow, Effect: "allow" } }, "Statement.Effect must be Allow or Deny"],
    [{ Statement: { ...allow, Conditions: {} } }, "Statement.Conditions is no such member"],
    [
      { Statement: { ...allow, NotAction: "*" } },
      "Statement.NotAction must not stand beside Action",
    ],
    [{ Statement: { ...allow, Action: undefined } }, "Statement must have Action or NotAction"],
    [{ Statement: { ...allow, Resource: null } }, "Statement must have Resource or NotResource"],
    [{ Statement: { ...allow, Resource: [1] } }, "Statement.Resource.0 must be text"],
    [{ Statement: { ...allow, Action: [] } }, "Statement.Action must not be empty"],
    [
      { Statement: { ...allow, Resource: "arn:${aws:username}" } },
      "Statement.Resource must have no policy variables",
    ],
    [{ Statement: { ...allow, Principal: "ann" } }, "Statement.Principal must be an object"],
    [{ Statement: { ...allow, Principal: {} } }, "Statement.Principal must name somebody"],
    [
      { Statement: { ...allow, Principal: { AWS: "arn:aws:iam::123456789012:user/*" } } },
      "Statement.Principal.AWS must be `*`, an account, or the whole ARN of a principal",
    ],
    [
      { Statement: { ...allow, Condition: { Like: { a: "b" } } } },
      "Statement.Condition.Like is no operator of conditions",
    ],
    [
      { Statement: { ...allow, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/33" } } } },
      "Statement.Condition.IpAddress.aws:SourceIp must be what IpAddress compares",
    ],
    [
      { Statement: { ...allow, Condition: { DateLessThan: { "aws:CurrentTime": "2026" } } } },
      "Statement.Condition.DateLessThan.aws:CurrentTime must be what DateLessThan compares",
    ],
    [
      { Statement: { ...allow, Condition: { Null: { "aws:Referer": "no" } } } },
      "Statement.Condition.Null.aws:Referer must be what Null compares",
    ],
    [
      { Statement: { ...allow, Condition: { StringEquals: { a: { b: "c" } } } } },
      "Statement.Condition.StringEquals.a must be text",
    ],
  ])("%j", (document, message) => {
    expect(() => readPolicy(document)).toThrow(message);
  });
});

test("members that are null are none, as serialisers write them", () => {
  expect(decide({ ...allow, Sid: null, Condition: null, Principal: null })).toBe("allow");
});

test("wildcards match as a plain reading of them says", () => {
  const plainly = (pattern: string, text: string): boolean => {
    if (pattern === "") return text === "";
    const [first, rest] = [pattern[0], pattern.slice(1)];
    if (first === "*")
      return plainly(rest, text) || (text !== "" && plainly(pattern, text.slice(1)));
    return text !== "" && (first === "?" || first === text[0]) && plainly(rest, text.slice(1));
  };
  const word = (letters: string) =>
    fc.array(fc.constantFrom(...letters), { maxLength: 9 }).map((each) => each.join(""));
  fc.assert(
    fc.property(word("ab/*?"), word("ab/*"), (pattern, text) => {
      expect(matchesWildcard(pattern, text)).toBe(plainly(pattern, text));
    }),
    { numRuns: 3000 },
  );
});

test("decisions are what a plain reading of the statements says", () => {
  const letter = fc.constantFrom<string>("a", "b", "c");
  const letters = fc.uniqueArray(letter, { minLength: 1 });
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    action: fc.tuple(fc.boolean(), letters),
    resource: fc.tuple(fc.boolean(), letters),
    condition: fc.option(fc.tuple(fc.constantFrom("StringEquals", "StringNotEquals"), letters)),
  });
  const plainly = (
    statements: readonly (typeof statement extends fc.Arbitrary<infer T> ? T : never)[],
    asked: { action: string; resource: string; key: string | null },
  ) => {
    const effects = statements
      .filter(({ action: [not, names] }) => names.includes(asked.action) !== not)
      .filter(({ resource: [not, names] }) => names.includes(asked.resource) !== not)
      .filter(({ condition }) => {
        if (condition === null) return true;
        const isIn = asked.key !== null && condition[1].includes(asked.key);
        return condition[0] === "StringEquals" ? isIn : !isIn;
      })
      .map(({ Effect }) => Effect);
    if (effects.includes("Deny")) return "explicit deny";
    return effects.length > 0 ? "allow" : "implicit deny";
  };
  const asked = fc.record({ action: letter, resource: letter, key: fc.option(letter) });
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), asked, (statements, want) => {
      const policy = readPolicy({
        Statement: statements.map(({ Effect, action, resource, condition }) => ({
          Effect,
          [action[0] ? "NotAction" : "Action"]: action[1],
          [resource[0] ? "NotResource" : "Resource"]: resource[1],
          Condition: condition && { [condition[0]]: { key: condition[1] } },
        })),
      });
      const keys = new Map(want.key === null ? [] : [["key", [want.key]]]);
      const given = { action: want.action, resource: want.resource, principal: undefined, keys };
      expect(evaluatePolicy([policy], given)).toBe(plainly(statements, want));
    }),
    { numRuns: 1000 },
  );
});

import { beforeAll, describe, expect, it } from "vitest";
import { targetTexts, verbTexts } from "@/components/settings/audit/verb-texts";
import { apiEndpoints } from "@/server/api/api-endpoints";
import { readSources } from "@/server/testing/syntax-tree";
import { readProcedures } from "@/server/trpc/testing/read-procedures";
import { readAccess } from "@/server/trpc/testing/read-verbs";
import { auditedVerbs, unauditedVerbs } from "./audited-verbs";
import { targets } from "./targets";

/** Without a workspace: they concern an account. */
const OF_ACCOUNTS = new Set(["publicProcedure", "userProcedure"]);

let mutations: string[];
let ofAccounts: string[] = [];
beforeAll(async () => {
  const sources = await readSources("{server,app}/**/*.ts");
  const all = readProcedures(sources).filter(({ kind }) => kind === "mutation");
  const procedures = all.filter(({ guard }) => !OF_ACCOUNTS.has(guard));
  ofAccounts = all.filter(({ guard }) => OF_ACCOUNTS.has(guard)).map(({ name }) => name);
  const routes = readAccess(sources).map(({ calledAs }) => calledAs);
  mutations = [
    ...procedures.map(({ name }) => name),
    ...routes.filter((route) => /^(POST|PUT|PATCH|DELETE) /.test(route)),
    ...apiEndpoints.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} /api/v1${path}`),
  ];
});

describe("The audit log", () => {
  it("records every mutation, or says why not", () => {
    expect(mutations.length).toBeGreaterThan(100);
    expect(mutations.filter((name) => !(name in auditedVerbs) && !(name in unauditedVerbs))).toEqual([]);
  });

  it("knows no verb that does not exist, and none twice", () => {
    const known = [...Object.keys(auditedVerbs), ...Object.keys(unauditedVerbs)];
    expect(known.filter((name) => ![...mutations, ...ofAccounts].includes(name))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  it("has a text for each verb and for each kind of thing", () => {
    expect(Object.keys(auditedVerbs).filter((name) => !(name in verbTexts))).toEqual([]);
    expect(Object.keys(verbTexts).filter((name) => !(name in auditedVerbs))).toEqual([]);
    expect(Object.keys(targetTexts).toSorted()).toEqual(Object.keys(targets).toSorted());
  });
});

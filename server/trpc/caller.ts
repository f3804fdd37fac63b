import { headers } from "next/headers";
import { cache } from "react";
import { createContext } from "./context";
import { createCallerFactory } from "./init";
import { appRouter } from "./root";

const createCaller = createCallerFactory(appRouter);

/** Calls procedures from server components as the person whose request is being answered; one per request. */
export const getServerCaller = cache(async () => createCaller(await createContext(await headers())));

import { headers } from "next/headers";
import { cache } from "react";
import { createContext } from "./context";
import { createCallerFactory } from "./init";
import { appRouter } from "./root";

const createCaller = createCallerFactory(appRouter);

/** Returns the caller of procedures for server components, as the user of the current request; one per request. */
export const getServerCaller = cache(async () => createCaller(await createContext(await headers())));

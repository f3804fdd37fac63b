import { Skeleton } from "@/components/ui/skeleton";

/** Placeholder for messages that are loading. */
export function LogSkeleton() {
  return (
    <div className="mx-auto grid w-full max-w-3xl flex-1 content-end gap-5 p-4">
      <Skeleton className="h-12 w-3/5 rounded-2xl" />
      <Skeleton className="ml-auto h-20 w-3/5 rounded-2xl" />
      <Skeleton className="h-12 w-2/5 rounded-2xl" />
    </div>
  );
}

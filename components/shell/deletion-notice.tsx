import { Alert } from "@/components/ui/alert";
import { LocalTime } from "@/components/ui/local-time";

/** Tells every member that the workspace is going to be deleted. */
export function DeletionNotice({ deleteAt }: { deleteAt: string }) {
  return (
    <div className="p-3">
      <Alert tone="warning" title="This workspace is going to be deleted">
        It is deleted with all its data on <LocalTime at={deleteAt} />. The owner can keep it in Settings › Team.
      </Alert>
    </div>
  );
}

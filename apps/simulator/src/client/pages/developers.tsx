import { type FormEvent, useEffect, useState } from "react";
import type { ApiKeyView, ListedRestaurant } from "../../words.ts";
import { call, messageOf } from "../api.ts";
import { classes } from "../classes.ts";
import { Alert, Button, FormRow, TextField } from "../parts/form.tsx";
import { Modal } from "../parts/modal.tsx";
import { toast } from "../toasts.tsx";
import { useSave } from "../use-save.ts";

export function DevelopersPage({ onReady }: { onReady: () => void }) {
  const [keys, setKeys] = useState<ApiKeyView[]>([]);
  const [restaurants, setRestaurants] = useState<ListedRestaurant[]>([]);
  const [isCreating, setCreating] = useState(false);

  const load = async () => {
    setKeys((await call<{ "api-keys": ApiKeyView[] }>("GET", "/api/api-keys"))["api-keys"]);
    setRestaurants((await call<{ restaurants: ListedRestaurant[] }>("GET", "/api/restaurants")).restaurants);
  };
  const reload = () => load().catch((problem) => toast(messageOf(problem), "bad"));
  useEffect(() => void reload().then(onReady), []);

  return (
    <>
      <div>
        <div className="flex-l-r-center m-b-7">
          <h1>API Keys</h1>
          <Button look="primary" onClick={() => setCreating(true)}>
            New API Key
          </Button>
        </div>
        <div className={classes.itemList}>
          {keys.map((key) => (
            <div key={key.id}>
              <div>
                <div className="p-lr-4 p-tb-2">
                  <p>{key.name}</p>
                  <p className="small">
                    <span>{key.key}</span>
                  </p>
                </div>
              </div>
            </div>
          ))}
        </div>
      </div>
      {isCreating && (
        <ApiKeyDialog
          restaurants={restaurants}
          onClose={() => setCreating(false)}
          onDone={async () => {
            setCreating(false);
            await reload();
          }}
        />
      )}
    </>
  );
}

type Props = { restaurants: ListedRestaurant[]; onClose: () => void; onDone: () => void };

function ApiKeyDialog({ restaurants, onClose, onDone }: Props) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const { save, isBusy, problem } = useSave();
  const flip = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const restaurantIds = restaurants.length === 1 ? restaurants.map((one) => one.id) : chosen;
    await save({ method: "POST", path: "/api/api-keys", body: { name, restaurantIds }, onDone });
  };
  return (
    <Modal id="api-form-modal" title="New API Key" size="narrow" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <FormRow title="Name">
          <TextField value={name} onChange={setName} />
        </FormRow>
        {restaurants.length !== 1 && (
          <FormRow title="Restaurants">
            <div className="printed-fields">
              {restaurants.map((restaurant) => (
                <label key={restaurant.id} className="tick">
                  <input
                    type="checkbox"
                    checked={chosen.includes(restaurant.id)}
                    onChange={() => flip(restaurant.id)}
                  />
                  <span>{restaurant.name}</span>
                </label>
              ))}
            </div>
          </FormRow>
        )}
        <Alert text={problem} />
        <Button type="submit" look="primary" disabled={isBusy}>
          Save
        </Button>
      </form>
    </Modal>
  );
}

// What this browser keeps of the forms that are filled in on it, until the server has it all:
// {name, account, query, title, address, typed, known: {seen, base, at}, state, changedAt}.
// `known` is the newest that the server is known to hold; `state` is draft, saved, queued,
// conflict or sent. Keys for signing stand beside, one an account; they cannot be taken out.

const DATABASE = "bayen";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("copies", { keyPath: "name" });
      asked.result.createObjectStore("keys", { keyPath: "account" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function deal(store, mode, deed) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const dealing = database.transaction(store, mode);
      const asked = deed(dealing.objectStore(store));
      dealing.oncomplete = () => resolve(asked.result);
      dealing.onerror = () => reject(dealing.error);
      dealing.onabort = () => reject(dealing.error);
    });
  } finally {
    database.close();
  }
}

export const keepCopy = (copy) => deal("copies", "readwrite", (store) => store.put(copy));
export const dropCopy = (name) => deal("copies", "readwrite", (store) => store.delete(name));
export const findCopy = (name) => deal("copies", "readonly", (store) => store.get(name));
export const keepKey = (key) => deal("keys", "readwrite", (store) => store.put(key));
export const findKey = (account) => deal("keys", "readonly", (store) => store.get(account));

export async function copiesOf(account) {
  const all = await deal("copies", "readonly", (store) => store.getAll());
  return all.filter((copy) => copy.account === account);
}

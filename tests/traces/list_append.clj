;; Judges list-append histories (one EDN map per line): is there an order of the transactions that
;; explains what each of them read, and that keeps to the real time?
;;
;; usage: clojure list_append.clj FILE...
;; Prints a line per file, and exits with the number of files that were refused.
;;
;; Transactions are the operations with :f :txn. Every read must be a prefix of the longest list that
;; anybody saw of its key. Edges, as in Elle: ww along the list, wr from the appender of the last
;; element read, rw to the appender of the first element that a read had not seen, rt from whoever
;; was over before the other began. A history is serializable in real time if they form no cycle.
(require '[clojure.edn :as edn] '[clojure.string :as str] '[clojure.set :as set])

(defn operations [file]
  (->> (str/split-lines (slurp file)) (remove str/blank?) (mapv edn/read-string)))

;; Index of the invocation of every completion: a process does one thing at a time.
(defn transactions [ops]
  (loop [ops ops, open {}, done []]
    (if-let [{:keys [process type f value index] :as op} (first ops)]
      (cond
        (not= f :txn) (recur (rest ops) open done)
        (= type :invoke)
        (do (when (open process) (throw (ex-info "a process does two things at once" op)))
            (recur (rest ops) (assoc open process index) done))
        :else
        (do (when-not (open process) (throw (ex-info "a completion without invocation" op)))
            (recur (rest ops) (dissoc open process)
                   (conj done {:id (count done) :type type :value value
                               :invoked (open process) :completed index}))))
      done)))

;; [key list-as-read txn] of every read of a transaction that is known to have happened.
(defn reads [txns]
  (for [t txns :when (= :ok (:type t)) [f k v] (:value t) :when (= f :r)] [k v t]))

(defn appends [txns]
  (for [t txns :when (not= :fail (:type t)) [f k v] (:value t) :when (= f :append)] [k v t]))

;; What each transaction saw of a key, and with its own append behind it.
(defn seen [txns]
  (for [t txns :when (= :ok (:type t))
        :let [mine (into {} (for [[f k v] (:value t) :when (= f :append)] [k v]))]
        [f k v] (:value t) :when (= f :r)
        list [v (cond-> v (mine k) (conj (mine k)))]]
    [k list]))

(defn longest [txns]
  (reduce (fn [all [k list]] (if (> (count list) (count (all k []))) (assoc all k list) all))
          {} (seen txns)))

(defn prefix? [list of] (= list (subvec of 0 (min (count list) (count of)))))

(defn anomaly [txns order writer]
  (or (some (fn [[[k v] n]] (when (> n 1) (str "appended twice: " k " " v)))
            (frequencies (map (fn [[k v _]] [k v]) (appends txns))))
      (some (fn [[k list]]
              (cond
                (not (apply distinct? ::none list)) (str "read twice in a list: " k " " list)
                (not-every? #(writer [k %]) list) (str "read, and never appended: " k " " list)
                (not (prefix? list (order k))) (str "two orders of " k ": " list " and " (order k))))
            (seen txns))))

;; Whoever was over before another began. From each only to those that began before the first of
;; these was over, for the others come after that one.
(defn real-time [txns]
  (let [begun (into (sorted-map) (map (juxt :invoked identity) txns))
        first-over (loop [left (rseq begun), best Long/MAX_VALUE, all {}]
                     (if-let [[invoked t] (first left)]
                       (let [best (min best (:completed t))]
                         (recur (rest left) best (assoc all invoked best)))
                       all))]
    (for [a txns
          :let [later (subseq begun > (:completed a))]
          :when (seq later)
          :let [over (first-over (ffirst later))]
          [_ b] (take-while (fn [[invoked _]] (< invoked over)) later)]
      [(:id a) (:id b)])))

(defn edges [txns order writer]
  (concat
   (for [[k list] order [a b] (partition 2 1 list)] [(writer [k a]) (writer [k b])])
   (for [[k list t] (reads txns) :when (seq list)] [(writer [k (peek list)]) (:id t)])
   (for [[k list t] (reads txns) :let [next (get (order k) (count list))] :when next]
     [(:id t) (writer [k next])])
   (real-time txns)))

;; Takes away whoever nobody is before; what remains is a cycle and what follows it.
(defn left-over [txns edges]
  (let [edges (set (remove (fn [[a b]] (= a b)) edges))
        after (reduce (fn [m [a b]] (update m a (fnil conj []) b)) {} edges)
        before (reduce (fn [m [_ b]] (update m b (fnil inc 0))) {} edges)]
    (loop [free (filterv #(zero? (before % 0)) (map :id txns)), before before, left (set (map :id txns))]
      (if-let [a (peek free)]
        (let [before (reduce #(update %1 %2 dec) before (after a))]
          (recur (into (pop free) (filter #(zero? (before %)) (after a))) before (disj left a)))
        left))))

(defn verdict [file]
  (try
    (let [txns (transactions (operations file))
          order (longest txns)
          writer (into {} (for [[k v t] (appends txns)] [[k v] (:id t)]))]
      (or (when (empty? txns) "there are no transactions")
          (anomaly txns order writer)
          (let [left (left-over txns (edges txns order writer))]
            (when (seq left) (str "a cycle among " (count left) " transactions")))
          [:serializable (count txns) (count order)]))
    (catch Exception e (str "cannot be read: " (.getMessage e)))))

(let [verdicts (map (juxt identity verdict) *command-line-args*)]
  (doseq [[file v] verdicts]
    (println file (if (vector? v)
                    (str "holds: " (second v) " transactions, " (nth v 2) " rows")
                    (str "REFUSED: " v))))
  (flush)
  (System/exit (count (remove (comp vector? second) verdicts))))

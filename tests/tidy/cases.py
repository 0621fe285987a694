"""Planted violations: what every rule must see, and what it must not mistake for a violation.

CASES[rule] is a list of (files, lines at which the rule speaks).
"""

LAYERS = ["sim/base", "sim/kernel", "models/parts", "models/strategies", "scenarios/study",
          "reports", "cli"]

CASES = {}


def case(rule, text, lines=(), path="models/strategies/xa.cpp", **others):
    files = {path: text} | {name.replace("__", "/") + ".hpp": text for name, text in others.items()}
    CASES.setdefault(rule, []).append((files, list(lines)))


def coroutine(statements):
    return "Task<> f(Host& host) {\n" + statements + "\n}\n"


# ---- coroutines --------------------------------------------------------------------------------
for statement in (
        "co_await x;",
        "co_await log_.commit(order, Phase{1, 2}, [](int a) { return a + 1; });",
        "const bool held = co_await try_all(m.purchase);",
        "const std::optional<Reply<Try>> reply = co_await call<Reply<Try>>(host, Try{a, b + c});",
        "[[maybe_unused]] const auto v = co_await x;",
        "held = co_await x;",
        "state_.held = co_await x;",
        "co_return co_await x->y(a ? b : c);",
        "if (a < b) co_await x; else co_await y;",
        "for (const auto& p : ps) {\n co_await p.done(); }",
        "while (busy(a)) co_await signal.wait();",
        "switch (a) { case Phase::x: co_await y; default: co_await z; }",
        "// if (co_await x) y;",
        'log("if (co_await x)");',
        "co_await *task;",
        "return 1'000; co_await x; f('a');"):
    case("await", coroutine(statement))
for statement in (
        "if (co_await x) { y(); }",
        "while (!co_await x) y();",
        "switch (co_await x) { default: y(); }",
        "for (int i = co_await x; i < 3; ++i) y();",
        "for (auto v : co_await x) y(v);",
        "if (const auto v = co_await x; v) y();",
        "f(co_await x);",
        "a[co_await x] = 1;",
        "T v{co_await x};",
        "T v{1, co_await x};",
        "const auto& v = co_await x;",
        "auto [a, b] = co_await x;",
        "const int v = 1 + co_await x;",
        "const int v = co_await x + 1;",
        "const bool v = co_await x && y;",
        "const bool v = a ? b : co_await x;",
        "const bool v = co_await x ? a : b;",
        "v += co_await x;",
        "return co_await x;",
        "co_return !co_await x;",
        "co_return Reply{co_await x};",
        "co_await x, co_await y;",
        "co_yield co_await x;"):
    case("await", coroutine(statement), [2] * statement.count("co_await"))
case("await", "Awaiter operator co_await() const& noexcept { return Awaiter(handle_); }\n")
case("await", "if (co_await x) y();\n", path="tests/compiler/forbidden.cpp")

case("lambda", "void f() {\n  g([&](int a) -> Task<> { co_await x; });\n}\n", [2])
case("lambda", "void f() {\n  auto g = [] { co_return; };\n}\n", [2])
case("lambda", "auto f = []<typename T>(T a) mutable { co_yield a; };\n", [1])
case("lambda", coroutine("co_await x([&] { return a[1]; });"))
case("lambda", coroutine("auto [a, b] = f();\n if (c[1]) { co_await x; }"))
case("lambda", "[[nodiscard]] Task<> f() { co_return; }\n")

case("parameter", "Task<> f(const Message& m) {\n  co_await x;\n}\n", [1])
case("parameter", "Task<int> A::f(Host& h, Message&& m) {\n  co_return 1;\n}\n", [1])
case("parameter", "Task<> f(Host& h, Message m) {\n  co_await g(a && b);\n}\n")
case("parameter", "int f(const Message& m) {\n  return 1;\n}\n")

# ---- size and shape ----------------------------------------------------------------------------
case("file-length", "int a;\n" * 351, [351])
case("file-length", "int a;\n" * 350)

LONG, SHORT = "  g();\n" * 49, "  g();\n" * 48
for header in ("void f() {", "A::A(int a) : a_{a}, b_(a) {", "TEST(Suite, Case) {",
               "template <typename T = int>\nvoid f(T t = {}) const noexcept {",
               "namespace n {\nclass A final : public B {\n public:\n  int a = 1;\n  void f() {",
               "bool operator==(A a) {", "auto f() -> std::vector<int> {",
               "std::map<int, int> f(int (*g)(int)) {", 'extern "C" {\nint f() {'):
    before = header.count("\n") + 1 if header.startswith(("namespace", "extern")) else 1
    lines = before if not header.startswith("namespace") else 5
    extra = header.count("\n") if header.startswith("template") else 0
    end = "}\n" * (header.count("{") - header.count("}"))
    case("function-length", f"{header}\n{LONG}{end}", [lines])
    case("function-length", f"{header}\n{SHORT[:len(SHORT) - 7 * extra]}{end}")
case("function-length", "const Row rows[] = {\n" + "  {f(), 1},\n" * 60 + "};\n")
case("function-length", "class A {\n" + "  void f() { g(); }\n" * 60 + "};\n")
case("function-length", "enum class A {\n" + "  a,\n" * 60 + "};\nvoid f() {}\n")

case("line-length", "int a;\n//" + "x" * 99 + "\n", [2])
case("line-length", "//" + "x" * 98 + "\n")
case("blank", "int a;\n\tint b; \n", [2, 2])
case("blank", "int a;\n\n  int b;\n")
case("guard", "// A.\nclass A {};\n", [1], path="sim/base/a.hpp")
case("guard", "// A.\n// #pragma once\n#ifndef A\n", [1], path="sim/base/a.hpp")
case("guard", "// A.\n#pragma once\n\nclass A {};\n", path="sim/base/a.hpp")

# ---- includes and files ------------------------------------------------------------------------
OTHER = {"sim__base__time": "#pragma once\n", "models__strategies__xa": "#pragma once\n"}
case("include", '#include "xa.hpp"\n#include "sim/base/time.hpp"\n#include <vector>\n', **OTHER)
case("include", '// #include "gone.hpp"\n', **OTHER)
case("include", '#include "../xa.hpp"\n', [1], **OTHER)
case("include", '#include "sim/../sim/base/time.hpp"\n', [1], **OTHER)
case("include", '#include "base/time.hpp"\n', [1], **OTHER)
case("include", '#include "time.hpp"\n', [1], **OTHER)
case("include", "#include <sim/base/time.hpp>\n", [1], **OTHER)

case("external", "#include <Eigen/Dense>\n", [1])
case("external", "#include <CLI/CLI.hpp>\n", [1], path="reports/a.cpp")
case("external", "#include <CLI/CLI.hpp>\n#include <vector>\n", path="cli/a.cpp")

case("external", "#include <Eigen/Dense>\n", path="tests/sim/stats/a.cpp")

case("dead", '#include "xa.hpp"\n', models__strategies__xa="")
case("dead", "", [1], models__strategies__xa="")
case("dead", "", [1], path="models/lonely/a.cpp")
case("dead", "", [1], path="sim/base/a.h")
case("dead", "", path="tests/sim/base/a.cpp")

case("file-name", "", [1], path="sim/base/string_utils.cpp")
case("file-name", "", [1], path="sim/helpers/a.cpp")
case("file-name", "", path="models/simple/implicit.cpp")
case("type-name", "class LockManager;\nstruct Impl {};\nnamespace utils {}\n", [1, 2, 3])
case("type-name", "class Locks;\nstruct Implicit {};\n// class LockManager\n")

# ---- banned words ------------------------------------------------------------------------------
case("todo", "int a;  // TODO: b\n// FIXME\n// XXX\n", [1, 2, 3])
case("todo", "int todo;\n")
case("clock", "auto a = std::chrono::steady_clock::now();\nauto b = time(nullptr);\n", [1, 2])
case("clock", "auto a = std::chrono::steady_clock::now();\n", path="cli/main.cpp")
case("clock", "Instant time() const;\nauto a = host.time(0);\n")
case("random", "int a = rand();\nstd::mt19937_64 b;\nstd::random_device c;\n", [1, 2, 3])
case("random", "int a = operand(1);\nint b = stream.rand(1);\n")
case("distribution", "std::normal_distribution<double> d;\n", [1])
case("distribution", "Distribution d;\n")
case("libm", "a = std::exp(1);\na = ::log(1);\na = powf(1, 2);\na = tanh(1);\n", [1, 2, 3, 4])
case("libm", "a = std::sqrt(1) + fixed_exp(1);\nlog(entry);\nb.pow(3);\nexp = 1;\n")
case("libm", "a = std::exp(1);\n", path="sim/stats/a.cpp")
case("draw", "Stream s(1);\nauto a = draw(1);\n", [1, 2])
case("draw", "Stream s(1);\n", path="sim/world/network.cpp")
case("draw", "Stream s(1);\n", path="models/fund/workload.cpp")
case("draw", "withdraw(1);\n")
case("shared", "std::shared_ptr<int> a = std::make_shared<int>(1);\n", [1, 1])
case("shared", "std::unique_ptr<int> a;  // not shared_ptr\n")
case("new", "auto a = new A(1);\ndelete a;\n", [1, 2])
case("new", "::new (place) A(1);\nA(const A&) = delete;\n#include <new>\n")
case("new", "void* operator new(std::size_t);\nvoid operator delete(void*);\n")
case("new", "auto a = new A;\n", path="sim/kernel/pool.cpp")
case("print", 'printf("a");\nstd::cerr << 1;\nfmt::print("a");\n', [1, 2, 3])
case("print", 'snprintf(a, 1, "printf(");\n')
case("print", 'fmt::print("a");\n', path="cli/run.cpp")
case("print", 'std::fprintf(stderr, "a");\n', path="sim/base/check.cpp")
case("address-order", "std::set<const Host*> a;\nstd::map<Host *, int> b;\n", [1, 2])
case("address-order", "std::map<int, Host*> a;\n")

UNORDERED = "std::unordered_map<int, int> rows_;\nstd::unordered_set<int>& seen;\nint list;\n"
case("unordered", UNORDERED + "for (const auto& [a, b] : rows_) {}\nx = seen.begin();\n", [4, 5])
case("unordered", UNORDERED + "for (auto a : list) {}\nx = rows_.find(1);\nrows_.erase(1);\n")
case("unordered", "void A::f() {\n  for (auto& a : this->rows_) g(a);\n}\n", [2],
     models__strategies__xa=UNORDERED)

KNOWN = {"cli__vocabulary": '{"main.durable", "a"}, {"place", "b"}'}
case("event", 's.label = "main";\nStatement t{.label = "late"};\nlabelled("told", p);\n', [2],
     **KNOWN)
case("event", 'labelled("soon", p);\nfenced("main", i);\n', [1], **KNOWN)
case("event", 'MessageType type{"place", MessageClass::client};\n'
     'MessageType type{"misplace", MessageClass::work};\n'
     'MessageType type{"poll", MessageClass::background};\n', [2], **KNOWN)
case("event", 's.label = "late";\n', path="tests/models/a.cpp", **KNOWN)

// Ping: an event that writes its name into a list when it fires.
#pragma once

#include <vector>

#include "sim/kernel/kernel.hpp"

namespace txlab {

struct Ping : Event {
  Ping(Agenda& its_agenda, std::vector<int>& its_fired, int its_name, Scope* scope = nullptr)
      : Event(&Ping::fire, scope), agenda(its_agenda), fired(its_fired), name(its_name) {}
  ~Ping() { agenda.cancel(*this); }
  static void fire(Event& event) {
    auto& self = static_cast<Ping&>(event);
    self.fired.push_back(self.name);
  }
  Agenda& agenda;
  std::vector<int>& fired;
  int name;
};

}  // namespace txlab

// A part of the page that may fail alone: the others are still there, and the reader is told.
import { Component } from "preact";

export class Whole extends Component {
  constructor(props) {
    super(props);
    this.state = { failed: false };
  }

  componentDidCatch(error) {
    console.error(error);
    this.setState({ failed: true });
  }

  render({ children, otherwise }, { failed }) {
    return failed ? <p class="warning" role="alert">{otherwise}</p> : children;
  }
}
